package io.rollcall.model.settings;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which setting a command-line option sets. It is placed on the field of the option. A command reads its settings
 * from these options, and its errors name the option that sets a setting.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface SettingOption {
    /** The setting. */
    SettingKey value();
}
