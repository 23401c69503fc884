package io.rollcall.dashboard.history;

import java.util.Arrays;
import java.util.Map;
import java.util.function.BiConsumer;

/** Numbers by locale, packed into one array to save memory. For archived windows. Immutable. */
final class LocaleTotals {
    private static final int FIELDS = 3;
    private static final int FIELDS_WITH_FAILED = 5;

    private final String[] locales;
    private final long[] numbers;
    /** Numbers per locale: those of failed logins only where there are any. */
    private final int fields;

    LocaleTotals(Map<String, Totals> totals) {
        locales = totals.keySet().stream().map(String::intern).sorted().toArray(String[]::new);
        boolean haveFailed = totals.values().stream().anyMatch(one -> one.failedLogins() > 0);
        fields = haveFailed ? FIELDS_WITH_FAILED : FIELDS;
        numbers = new long[fields * locales.length];
        for (int i = 0; i < locales.length; i++) {
            Totals one = totals.get(locales[i]);
            numbers[fields * i] = one.logins();
            numbers[fields * i + 1] = one.uniqueUsers();
            numbers[fields * i + 2] = one.distinctDevices();
            if (haveFailed) {
                numbers[fields * i + 3] = one.failedLogins();
                numbers[fields * i + 4] = one.failedUsers();
            }
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
        int from = fields * i;
        return fields == FIELDS
                ? new Totals(numbers[from], numbers[from + 1], numbers[from + 2])
                : new Totals(numbers[from], numbers[from + 1], numbers[from + 2], numbers[from + 3], numbers[from + 4]);
    }
}
