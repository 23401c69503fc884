package io.rollcall.testkit.oracle;

import io.rollcall.model.place.Region;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What places are called, by the JDK's table of countries: for the names that the tests' records have. */
final class NamedPlaces {
    private static final Map<String, String> LOCALES = locales();

    private NamedPlaces() {}

    private static Map<String, String> locales() {
        Map<String, String> locales = new HashMap<>();
        for (String alpha2 : Locale.getISOCountries()) {
            Locale country = new Locale("", alpha2);
            boolean territory = Stream.of("AS", "GU", "MP", "PR", "VI").anyMatch(alpha2::equals);
            String locale = territory ? alpha2 : country.getISO3Country();
            locales.put(alpha2, locale);
            locales.put(country.getISO3Country(), locale);
            locales.put(country.getDisplayCountry(Locale.ENGLISH).toUpperCase(Locale.ROOT), locale);
        }
        for (Region region : Region.values()) {
            locales.put(region.name(), region.name());
            locales.put("US-" + region.name(), region.name());
            locales.put(region.fips(), region.name());
            locales.put(region.displayName().toUpperCase(Locale.ROOT), region.name());
        }
        return locales;
    }

    /** The locale of a place by what a record calls it, in upper case; null if it is called otherwise. */
    static String locale(String name) {
        return LOCALES.get(name);
    }
}
