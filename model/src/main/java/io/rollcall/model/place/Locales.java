package io.rollcall.model.place;

import io.rollcall.model.text.Nearest;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The locales that are counted by their own name: the setting {@code locales}. */
public final class Locales {
    /** The keyword for the US regions and {@code UNK}. */
    public static final String US = "us";
    /** The keyword for the US regions, {@code UNK}, {@code USA} and every country. */
    public static final String WORLD = "world";

    private static final Set<String> KEYWORDS = Set.of(US, WORLD);
    private static final int MAX_CODE_LETTERS = 3;
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
     * What is wrong with an item of this list; null if nothing is. Codes of one's own may stand beside keywords and places, so
     * a word that no table knows is only {@linkplain #doubts doubtful}. Alone and longer than a code, or as several words, it is
     * a keyword or a name that is spelled wrongly.
     */
    public static String problem(String list) {
        List<String> items = items(list).toList();
        for (String item : items) {
            boolean isName = item.chars().anyMatch(Character::isWhitespace)
                    || items.size() == 1 && item.length() > MAX_CODE_LETTERS;
            if (locale(item).equals(Region.OTHER)) {
                return "'" + item + "' is what all other places count under";
            }
            if (isName && isOwn(item)) {
                String nearest = nearest(item);
                return "'" + item + "' is no place" + (nearest == null ? "" : "; do you mean " + nearest + "?");
            }
        }
        return null;
    }

    /** A sentence for each item of this list that is neither a keyword nor a place: a code of one's own, or a slip. */
    public static List<String> doubts(String list) {
        return items(list)
                .filter(Locales::isOwn)
                .map(item -> {
                    String nearest = nearest(item);
                    return "'" + item + "' is no known place"
                            + (nearest == null ? "" : " (do you mean " + nearest + "?)")
                            + ": it counts the logins whose locale is " + locale(item);
                })
                .toList();
    }

    private static Stream<String> items(String list) {
        return Stream.of(list.split(",", -1)).map(String::strip);
    }

    private static boolean isOwn(String item) {
        return !KEYWORDS.contains(item.toLowerCase(Locale.ROOT)) && !ALL.contains(locale(item));
    }

    /** The keyword or usual name that differs little from this item; null if none does. Every code differs little from another. */
    private static String nearest(String item) {
        if (item.length() <= MAX_CODE_LETTERS) {
            return null;
        }
        Map<String, String> byFoldedName = new HashMap<>();
        KEYWORDS.forEach(name -> byFoldedName.put(FoldedName.of(name), name));
        Stream.concat(
                        Country.all().stream().map(Country::displayName),
                        Stream.of(Region.values()).map(Region::displayName))
                .forEach(name -> byFoldedName.put(FoldedName.of(name), name));
        return byFoldedName.get(Nearest.of(FoldedName.of(item), byFoldedName.keySet()));
    }

    /** The locales that this list names: keywords, and codes or names of places. */
    public static Set<String> of(String list) {
        Set<String> locales = new LinkedHashSet<>();
        items(list).forEach(item -> {
            switch (item.toLowerCase(Locale.ROOT)) {
                case US -> locales.addAll(Region.defaultLocales());
                case WORLD -> locales.addAll(ALL);
                default -> locales.add(locale(item));
            }
        });
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
