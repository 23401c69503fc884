package io.rollcall.model.settings;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which setting a command-line option sets. It stands beside the option, so that a command reads its settings from
 * its options and errors name the option by which this command takes a setting.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface SettingOption {
    /** The setting. */
    SettingKey value();
}
