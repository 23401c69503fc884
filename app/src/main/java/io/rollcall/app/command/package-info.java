/**
 * The commands of {@code rollcall}, one class each. A command reads its settings from its options, does its work with the
 * other packages, and prints. It throws {@code UserError} for what the user can fix;
 * {@link io.rollcall.app.command.Errors} prints errors as one line and names settings by the options of the command that
 * ran. A command runs on the main thread; a signal to stop arrives on another one, as a future.
 */
package io.rollcall.app.command;
