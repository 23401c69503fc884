package io.rollcall.source;

import io.rollcall.source.mapping.MappingKey;

/** What becomes of one element of a record. */
public sealed interface Mapped {
    /** It is no login: {@code when} gives false, null or nothing. */
    record Skipped() implements Mapped {
        static final Skipped INSTANCE = new Skipped();
    }

    /**
     * An expression fails on it.
     *
     * @param key the first key whose expression fails, in the order of {@link MappingKey}
     * @param sentence why, for a person
     */
    record Failed(MappingKey key, String sentence) implements Mapped {}

    /** It is a login, which the cleaning rules have yet to judge. */
    record Login(MappedLogin login) implements Mapped {}
}
