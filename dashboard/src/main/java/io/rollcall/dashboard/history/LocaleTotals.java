package io.rollcall.dashboard.history;

import java.util.Arrays;
import java.util.Map;
import java.util.function.BiConsumer;

/** Numbers by locale, packed into one array to save memory. For archived windows. Immutable. */
final class LocaleTotals {
    private static final int FIELDS = 3;

    private final String[] locales;
    private final long[] numbers;

    LocaleTotals(Map<String, Totals> totals) {
        locales = totals.keySet().stream().map(String::intern).sorted().toArray(String[]::new);
        numbers = new long[FIELDS * locales.length];
        for (int i = 0; i < locales.length; i++) {
            Totals one = totals.get(locales[i]);
            numbers[FIELDS * i] = one.logins();
            numbers[FIELDS * i + 1] = one.uniqueUsers();
            numbers[FIELDS * i + 2] = one.distinctDevices();
        }
    }

    /** The numbers of a locale, or null if it has none. */
    Totals of(String locale) {
        int found = Arrays.binarySearch(locales, locale);
        return found < 0 ? null : at(found);
    }

    void forEach(BiConsumer<String, Totals> action) {
        for (int i = 0; i < locales.length; i++) {
            action.accept(locales[i], at(i));
        }
    }

    private Totals at(int i) {
        return new Totals(numbers[FIELDS * i], numbers[FIELDS * i + 1], numbers[FIELDS * i + 2]);
    }
}
