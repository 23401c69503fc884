package io.rollcall.model.place;

import java.util.Locale;

/** What the place of a login was taken from. */
public enum PlaceSource {
    /** What the record names. */
    EVENT,
    /** The address, looked up in a database. */
    ADDRESS,
    /** Nothing is known. */
    NONE;

    private final String jsonName = name().toLowerCase(Locale.ROOT);

    /** The value of {@code place_source} in a clean login. */
    public String jsonName() {
        return jsonName;
    }
}
