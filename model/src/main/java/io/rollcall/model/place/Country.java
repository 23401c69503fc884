package io.rollcall.model.place;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A country of ISO 3166-1, or Kosovo, whose codes are user-assigned.
 *
 * @param alpha2 two letters, such as {@code CA}
 * @param alpha3 three letters, such as {@code CAN}
 * @param numeric three digits, such as {@code 124}
 * @param population inhabitants in 2025; 0 where the United Nations publish no number
 * @param displayName the usual English name
 * @param otherNames official names, former names, names in some other languages
 */
public record Country(
        String alpha2, String alpha3, String numeric, int population, String displayName, List<String> otherNames) {
    /** The locale of a login from the United States, in an unknown state. */
    public static final String UNITED_STATES = "USA";

    private static final List<Country> ALL = PlaceTable.rows("countries.tsv").stream()
            .map(row -> new Country(row[0], row[1], row[2], Integer.parseInt(row[3]), row[4], PlaceTable.names(row[5])))
            .toList();
    private static final Map<String, Country> BY_CODE = new HashMap<>();

    static {
        for (Country country : ALL) {
            BY_CODE.put(country.alpha2, country);
            BY_CODE.put(country.alpha3, country);
        }
    }

    /** All countries, in the order of their alpha-3 codes. */
    public static List<Country> all() {
        return ALL;
    }

    /** The country with this alpha-2 or alpha-3 code, in upper case; null if there is none. */
    public static Country ofCode(String code) {
        return BY_CODE.get(code);
    }

    /** The US territory that this country also is; null if it is none. */
    public Region territory() {
        return switch (alpha2) {
            case "AS" -> Region.AS;
            case "GU" -> Region.GU;
            case "MP" -> Region.MP;
            case "PR" -> Region.PR;
            case "VI" -> Region.VI;
            default -> null;
        };
    }

    /** The locale of a login from this country, without regard to its region: alpha-3, or the code of a US territory. */
    public String locale() {
        Region territory = territory();
        return territory == null ? alpha3 : territory.name();
    }
}
