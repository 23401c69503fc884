package io.rollcall.model.place;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A country of ISO 3166-1.
 *
 * @param alpha2 two letters, such as {@code CA}
 * @param alpha3 three letters, such as {@code CAN}: the locale of a login from there
 * @param numeric three digits, such as {@code 124}
 * @param displayName the usual English name
 * @param population inhabitants; 0 if none are known
 */
public record Country(String alpha2, String alpha3, String numeric, String displayName, long population) {
    /** The locale of a login from the United States, in an unknown state. */
    public static final String UNITED_STATES = "USA";

    private static final List<Country> ALL = load();
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

    /**
     * The US territory that this country is, too; null if it is none. Logins from there have the territory's two letters
     * as their locale.
     */
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

    /** The locale of a login from this country, if no state is known. */
    public String locale() {
        Region territory = territory();
        return territory == null ? alpha3 : territory.name();
    }

    private static List<Country> load() {
        List<Country> all = new ArrayList<>();
        for (String code : Locale.getISOCountries()) {
            Locale locale = new Locale("", code);
            all.add(new Country(code, locale.getISO3Country(), "", locale.getDisplayCountry(Locale.ENGLISH), 0));
        }
        all.sort(Comparator.comparing(Country::alpha3));
        return List.copyOf(all);
    }
}
