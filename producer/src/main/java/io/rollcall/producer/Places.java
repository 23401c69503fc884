package io.rollcall.producer;

import io.rollcall.model.place.Country;
import io.rollcall.model.place.PlaceNames;
import io.rollcall.model.place.Region;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** The places from which synthetic logins come, each as likely as it has inhabitants, and what logins call them. */
final class Places {
    /** The US regions, by their postal codes. */
    static final Places US = new Places(List.of());

    /** By place, the JSON literals of what logins call it. */
    private final String[][] literals;
    /** The inhabitants of each place and of all places before it. */
    private final long[] cumulative;

    private Places(List<Country> countries) {
        Region[] regions = Region.values();
        literals = new String[regions.length + countries.size()][];
        cumulative = new long[literals.length];
        long sum = 0;
        for (int i = 0; i < literals.length; i++) {
            boolean region = i < regions.length;
            Country country = region ? null : countries.get(i - regions.length);
            sum += region ? regions[i].population() : country.population();
            cumulative[i] = sum;
            literals[i] = region ? new String[] {quote(regions[i].name())} : names(country);
        }
    }

    /** The US regions, and those countries whose logins are counted by their own name. */
    static Places of(Set<String> locales) {
        List<Country> countries = new ArrayList<>();
        for (Country country : Country.all()) {
            String locale = country.locale();
            boolean isRegion = country.territory() != null || locale.equals(Country.UNITED_STATES);
            if (!isRegion && locales.contains(locale)) {
                countries.add(country);
            }
        }
        return countries.isEmpty() ? US : new Places(countries);
    }

    /** Code and name in the forms that mean this country: two letters may mean a US state. */
    private static String[] names(Country country) {
        return Stream.of(country.alpha3(), country.alpha2(), country.displayName(), country.numeric())
                .filter(name -> country.locale().equals(PlaceNames.locale(name)))
                .map(Places::quote)
                .toArray(String[]::new);
    }

    /** The place for this random number. */
    int of(long random) {
        long inhabitant = Long.remainderUnsigned(random, cumulative[cumulative.length - 1]);
        int found = Arrays.binarySearch(cumulative, inhabitant);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** What a login calls a place, as a JSON literal. */
    String literal(int place, SplittableRandom random) {
        String[] names = literals[place];
        return names[names.length == 1 ? 0 : random.nextInt(names.length)];
    }

    private static String quote(String plain) {
        return '"' + plain + '"';
    }
}
