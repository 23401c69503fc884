package io.rollcall.model.place;

/** Makes a locale of the names and codes of places that sources use. */
public final class PlaceNames {
    private PlaceNames() {}

    /**
     * The locale of a login whose source tells region and country apart.
     *
     * @param region code or name, or null
     * @param country code or name, or null
     * @return {@code UT}, {@code CAN} or {@code USA} (United States, state unknown); null if nothing is known
     */
    public static String locale(String region, String country) {
        if (country == null || country.equals("US")) {
            String state = region == null ? null : region(region);
            return state == null && country != null ? Country.UNITED_STATES : state;
        }
        Country known = Country.ofCode(country);
        if (known == null) {
            return null;
        }
        return known.alpha2().equals("US") ? locale(region, "US") : known.locale();
    }

    /** The locale of a text that names a region or a country; null if it names none. */
    public static String locale(String text) {
        String state = region(text);
        Country country = state == null ? Country.ofCode(text) : null;
        return country == null ? state : country.locale();
    }

    private static String region(String text) {
        for (Region region : Region.values()) {
            if (region.name().equals(text) || region.displayName().equalsIgnoreCase(text)) {
                return region.name();
            }
        }
        return null;
    }
}
