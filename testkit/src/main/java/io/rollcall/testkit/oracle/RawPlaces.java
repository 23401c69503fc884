package io.rollcall.testkit.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.model.place.Region;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Which places are counted, and where addresses are.
 *
 * @param locales the setting {@code locales}, as a set of codes
 * @param ofAddress gives the locale of what a record has for an address, or null
 */
public record RawPlaces(Set<String> locales, UnaryOperator<String> ofAddress) {
    /** US states, and no address is looked up. */
    public static final RawPlaces US = new RawPlaces(Set.copyOf(Region.defaultLocales()), address -> null);

    /** The locale under which a login in the built-in form counts. */
    String counted(JsonNode login) {
        return counted(place(login));
    }

    /** What the record names, else what its address says. */
    private String place(JsonNode login) {
        String named = RawFields.isMissing(login, "locale")
                ? null
                : RawFields.trim(RawFields.text(login, "locale")).toUpperCase(Locale.ROOT);
        String place = NamedPlaces.locale(named);
        if (place == null && !RawFields.isMissing(login, "ip")) {
            place = ofAddress.apply(RawFields.text(login, "ip"));
        }
        return place != null ? place : named != null ? named : "UNK";
    }

    private String counted(String locale) {
        if (locales.contains(locale)) {
            return locale;
        }
        return locale.equals("USA") && locales.contains("UNK") ? "UNK" : "OTHER";
    }
}
