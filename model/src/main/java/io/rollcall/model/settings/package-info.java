/**
 * Settings: their keys, how they are loaded and checked, and errors that refer to them. {@code SettingsLoader} merges
 * command line, environment, YAML file and defaults into {@code Settings}, which are checked, immutable and safe for any
 * thread. {@code UserError} is the error that a user can fix; its {@code Message} names settings without knowing the command
 * line.
 */
package io.rollcall.model.settings;
