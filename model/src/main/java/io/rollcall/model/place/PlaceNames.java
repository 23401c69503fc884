package io.rollcall.model.place;

import io.rollcall.model.text.WhiteSpace;
import java.util.stream.Stream;

/**
 * Makes a locale of the names and codes of places that sources use. The usual forms, such as {@code UT}, {@code Utah} or
 * {@code US}, take one look into a hash table each, without allocation.
 */
public final class PlaceNames {
    private static final NameTable REGIONS = regions();
    private static final NameTable COUNTRIES = countries();
    private static final NameTable ANY = any();

    /** Shorter abbreviations of states may be the codes of countries. */
    private static final int MIN_NAME_LETTERS = 4;

    private PlaceNames() {}

    /**
     * The locale of a login whose source tells region and country apart. A country that is not known is no place, nor is
     * the region in it. A region without a country is one of the United States, or none.
     *
     * @param region code or name, or null
     * @param country code or name, or null
     * @return {@code UT}, {@code CAN} or {@code USA} (United States, state unknown); null if nothing is known
     */
    public static String locale(String region, String country) {
        String named = country == null ? null : COUNTRIES.find(country);
        boolean ofUnitedStates = named == null ? isBlank(country) : named.equals(Country.UNITED_STATES);
        if (!ofUnitedStates) {
            return named;
        }
        String state = region == null ? null : REGIONS.find(region);
        return state == null ? named : state;
    }

    /**
     * The locale of a text that names a region of the United States, or else a country by its name, alpha-3 or numeric
     * code; null if it names neither. Alpha-2 codes are not known here, since CA, DE and others are states.
     */
    public static String locale(String text) {
        String locale = ANY.find(text);
        // "Ind." is Indiana, IND is India.
        String abbreviated = text.endsWith(".") ? REGIONS.find(text) : null;
        return abbreviated == null ? locale : abbreviated;
    }

    private static boolean isBlank(String text) {
        return text == null || WhiteSpace.trim(text).isEmpty();
    }

    private static NameTable regions() {
        NameTable table = new NameTable();
        addRegions(table);
        addAbbreviations(table, 0);
        return table;
    }

    private static NameTable countries() {
        NameTable table = new NameTable();
        for (Country country : Country.all()) {
            table.addCode(country.alpha2(), country.locale());
            addLongCodes(table, country);
            // A JSON number has no leading zeros.
            table.addCode(String.valueOf(Integer.parseInt(country.numeric())), country.locale());
        }
        addCountryNames(table);
        return table;
    }

    /** Of two places with the same name, the one added first has it. */
    private static NameTable any() {
        NameTable table = new NameTable();
        addRegions(table);
        addAbbreviations(table, MIN_NAME_LETTERS);
        Country.all().forEach(country -> addLongCodes(table, country));
        addCountryNames(table);
        addAbbreviations(table, 0);
        return table;
    }

    private static void addRegions(NameTable table) {
        for (Region region : Region.values()) {
            String code = region.name();
            String name = region.displayName();
            table.addCode(code, code);
            table.addCode(region.fips(), code);
            // A JSON number has no leading zeros.
            table.addCode(String.valueOf(Integer.parseInt(region.fips())), code);
            Stream.of(code, name, "US-" + code, "State of " + name, name + " State")
                    .forEach(form -> table.addName(form, code));
            Stream.of("Commonwealth of ", "Territory of ").forEach(form -> table.addName(form + name, code));
        }
        for (Country country : Country.all()) {
            if (country.territory() != null) {
                addLongCodes(table, country);
                addNames(table, country);
            }
        }
    }

    private static void addAbbreviations(NameTable table, int minLetters) {
        for (String[] row : PlaceTable.rows("us-names.tsv")) {
            PlaceTable.names(row[1]).stream()
                    .filter(name -> name.chars().filter(Character::isLetter).count() >= minLetters)
                    .forEach(name -> table.addName(name, row[0]));
        }
    }

    private static void addLongCodes(NameTable table, Country country) {
        table.addCode(country.alpha3(), country.locale());
        table.addCode(country.numeric(), country.locale());
    }

    private static void addCountryNames(NameTable table) {
        Country.all().forEach(country -> addNames(table, country));
    }

    private static void addNames(NameTable table, Country country) {
        table.addName(country.displayName(), country.locale());
        country.otherNames().forEach(name -> table.addName(name, country.locale()));
    }
}
