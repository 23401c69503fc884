/**
 * The {@code rollcall} command: one class a subcommand, the embedded broker, the topics' administration, and the wiring
 * of the other rooms. Everything here may import everything; nothing imports this.
 */
package io.rollcall.app;
