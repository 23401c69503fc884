package io.rollcall.model.login;

import io.rollcall.model.text.WhiteSpace;
import java.util.Map;
import java.util.Set;

/**
 * The fields of a raw login, before any rule has been applied.
 *
 * @param texts the text of each field; a number or boolean is its literal text. No text where the field is absent,
 *     null, or one of {@code structures}
 * @param structures the fields that hold an object or an array instead of a text
 */
record RawLogin(Map<RawField, String> texts, Set<RawField> structures) {
    /** The text of a field, or null. */
    String text(RawField field) {
        return texts.get(field);
    }

    /** Whether a field is absent, null, or consists of white space alone. */
    boolean isMissing(RawField field) {
        return !structures.contains(field)
                && (text(field) == null || WhiteSpace.trim(text(field)).isEmpty());
    }
}
