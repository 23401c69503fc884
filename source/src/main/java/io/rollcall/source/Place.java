package io.rollcall.source;

import io.rollcall.model.place.Region;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Where a login comes from.
 *
 * @param region the US state or territory; null if it is unknown or not of the US
 * @param abroad whether a country other than the US is named
 */
public record Place(Region region, boolean abroad) {
    private static final Place UNKNOWN = new Place(null, false);
    private static final Place ABROAD = new Place(null, true);

    /** Without white space, points, commas and quotation marks, in upper case. */
    private static final Set<String> UNITED_STATES = Set.of(
            "US", "USA", "840", "UNITEDSTATES", "UNITEDSTATESOFAMERICA", "THEUNITEDSTATES", "THEUNITEDSTATESOFAMERICA");

    /** By the keys of all names, and by the usual forms as they are: most logins have these. */
    private static final Map<String, Region> BY_KEY = new HashMap<>();
    /** Territories that are also countries of ISO 3166-1. */
    private static final Map<String, Region> TERRITORIES = new HashMap<>();

    static {
        for (Region region : Region.values()) {
            for (String name : names(region)) {
                BY_KEY.put(key(name), region);
                BY_KEY.put(name, region);
            }
        }
        for (Region region : new Region[] {Region.AS, Region.GU, Region.MP, Region.PR, Region.VI}) {
            for (String name : names(region)) {
                TERRITORIES.put(key(name), region);
            }
            TERRITORIES.remove(region.fips());
        }
    }

    private static String[] names(Region region) {
        String code = region.name();
        String name = region.displayName();
        return switch (region) {
            case DC -> new String[] {code, name, region.fips(), "US-DC", "Washington DC", "Washington, D.C."};
            case VI ->
                new String[] {
                    code,
                    name,
                    region.fips(),
                    "US-VI",
                    "Virgin Islands",
                    "US Virgin Islands",
                    "Virgin Islands US",
                    "United States Virgin Islands"
                };
            default -> new String[] {code, name, region.fips(), "US-" + code};
        };
    }

    /**
     * Where a login comes from.
     *
     * @param region of the source, or null
     * @param country of the source, or null
     */
    public static Place of(String region, String country) {
        if (country != null && !country.equals("US")) {
            String key = key(country);
            Region territory = TERRITORIES.get(key);
            if (territory != null) {
                return new Place(territory, false);
            }
            if (!UNITED_STATES.contains(key)) {
                return ABROAD;
            }
        }
        Region found = region == null ? null : BY_KEY.get(region);
        if (found == null && region != null) {
            found = BY_KEY.get(key(region));
        }
        return found == null ? UNKNOWN : new Place(found, false);
    }

    private static String key(String name) {
        StringBuilder key = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c != '.' && c != ',' && c != '\'' && c != '"' && !Character.isWhitespace(c) && c != 0xa0) {
                key.append(c);
            }
        }
        return key.toString().toUpperCase(Locale.ROOT);
    }
}
