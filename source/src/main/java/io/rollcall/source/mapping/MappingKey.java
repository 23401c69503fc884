package io.rollcall.source.mapping;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The keys of a mapping file. The order is that in which the expressions are evaluated on an element; the first that fails is
 * named.
 */
public enum MappingKey {
    /** The source's name: lower-case letters, digits and dashes. */
    NAME(Kind.NAME),
    /** What a record consists of: each output is an element. */
    EACH(Kind.EXPRESSION),
    /** Whether an element is a login. */
    WHEN(Kind.EXPRESSION),
    /** Who logs in. */
    USER(Kind.EXPRESSION),
    /** When. */
    TIME(Kind.EXPRESSION),
    /** The form of {@link #TIME} where it is neither ISO-8601 nor a Unix time. */
    TIME_FORMAT(Kind.TIME_FORMAT),
    /** The zone of times that have none. */
    TIME_ZONE(Kind.TIME_ZONE),
    /** The state. */
    REGION(Kind.EXPRESSION),
    /** The country. */
    COUNTRY(Kind.EXPRESSION),
    /** The address. */
    IP(Kind.EXPRESSION),
    /** The kind of device. */
    DEVICE(Kind.EXPRESSION),
    /** Which device. */
    DEVICE_ID(Kind.EXPRESSION),
    /** The version of the application. */
    APP_VERSION(Kind.EXPRESSION),
    /** How the login ended. */
    OUTCOME(Kind.EXPRESSION),
    /** The values of {@link #OUTCOME} that mean success. */
    SUCCESS(Kind.VALUES),
    /** Why a login failed. Evaluated for failed logins alone. */
    REASON(Kind.EXPRESSION),
    /** The source's own id of the event. */
    EVENT_ID(Kind.EXPRESSION);

    /** What stands behind a key. */
    public enum Kind {
        NAME,
        EXPRESSION,
        TIME_FORMAT,
        TIME_ZONE,
        VALUES
    }

    private final Kind kind;
    private final String yamlName = name().toLowerCase(Locale.ROOT).replace('_', '-');

    MappingKey(Kind kind) {
        this.kind = kind;
    }

    /** What stands behind the key. */
    public Kind kind() {
        return kind;
    }

    /** The key in YAML, for example {@code device-id}. */
    public String yamlName() {
        return yamlName;
    }

    /** Whether a mapping must have it. */
    public boolean isRequired() {
        return this == NAME || this == TIME;
    }

    /** The key with this name in YAML. */
    public static Optional<MappingKey> named(String yamlName) {
        return Stream.of(values()).filter(key -> key.yamlName.equals(yamlName)).findFirst();
    }
}
