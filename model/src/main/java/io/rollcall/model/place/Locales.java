package io.rollcall.model.place;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The locales that are counted by their own name: the setting {@code locales}. */
public final class Locales {
    /** The keyword for the US regions and {@code UNK}. */
    public static final String US = "us";
    /** The keyword for the US regions, {@code UNK}, {@code USA} and every country. */
    public static final String WORLD = "world";

    private static final int MAX_NAMED = 10;

    private static final Set<String> ALL = all();

    private Locales() {}

    private static Set<String> all() {
        Set<String> all = new LinkedHashSet<>(Region.defaultLocales());
        all.add(Country.UNITED_STATES);
        Country.all().stream().map(Country::locale).forEach(all::add);
        return Set.copyOf(all);
    }

    /**
     * Whether this is a list of keywords and places. Codes of one's own may stand beside them. A longer word alone, or several
     * words, are a keyword or a name that is spelled wrongly.
     */
    public static boolean isValid(String list) {
        Set<String> locales = of(list);
        return !locales.contains(Region.OTHER)
                && locales.stream().noneMatch(locale -> locale.indexOf(' ') >= 0)
                && (locales.size() > 1
                        || ALL.containsAll(locales)
                        || locales.stream().allMatch(Locales::isShort));
    }

    private static boolean isShort(String locale) {
        return locale.length() <= 3;
    }

    /** The locales that this list names: keywords, and codes or names of places. */
    public static Set<String> of(String list) {
        Set<String> locales = new LinkedHashSet<>();
        for (String item : list.split(",", -1)) {
            String name = item.strip();
            switch (name.toLowerCase(Locale.ROOT)) {
                case US -> locales.addAll(Region.defaultLocales());
                case WORLD -> locales.addAll(ALL);
                default -> locales.add(locale(name));
            }
        }
        return Set.copyOf(locales);
    }

    /** Locales as the setting may name them: the keyword that means all of them, or their codes, at most ten. */
    public static String describe(Set<String> locales) {
        if (locales.equals(ALL)) {
            return WORLD;
        }
        if (locales.equals(Set.copyOf(Region.defaultLocales()))) {
            return US;
        }
        String first = locales.stream().sorted().limit(MAX_NAMED).collect(Collectors.joining(","));
        return locales.size() <= MAX_NAMED ? first : first + " and " + (locales.size() - MAX_NAMED) + " more";
    }

    private static String locale(String name) {
        String locale = PlaceNames.locale(name);
        return locale == null ? threeLetters(name.toUpperCase(Locale.ROOT)) : locale;
    }

    /** Whether these two letters, in upper case, are the code of a US region or of a country. */
    public static boolean isTwoLetterCode(String code) {
        return Country.ofCode(code) != null || PlaceNames.locale(code) != null;
    }

    /** Whether this locale of a clean login is a US region, or a country by its three or two letters. */
    public static boolean isPlace(String locale) {
        return ALL.contains(threeLetters(locale)) && !locale.equals(Region.UNKNOWN);
    }

    /** The locale of a country by its two letters; any other code, such as that of a US region, as it is. */
    private static String threeLetters(String code) {
        if (code.length() != 2) {
            return code;
        }
        String named = PlaceNames.locale(code);
        Country country = named == null ? Country.ofCode(code) : null;
        return country != null ? country.locale() : named != null ? named : code;
    }

    /**
     * The locale under which a clean login counts: its own if that is configured, where the two letters of a country mean its
     * three. A login from the United States whose state is not known counts as unknown where {@code USA} is not configured:
     * it comes from none of the places elsewhere.
     */
    public static String counted(String locale, Set<String> configured) {
        if (configured.contains(locale)) {
            return locale;
        }
        String place = threeLetters(locale);
        if (configured.contains(place)) {
            return place;
        }
        return place.equals(Country.UNITED_STATES) && configured.contains(Region.UNKNOWN)
                ? Region.UNKNOWN
                : Region.OTHER;
    }
}
