/**
 * Options that several commands share, as picocli mixins and argument groups. An option that sets a setting says which
 * one by {@code @SettingOption}; {@link io.rollcall.app.options.SettingOptions} reads the values from there and names the
 * option in errors. The commands may use this package; everything here is for the thread that runs the command.
 */
package io.rollcall.app.options;
