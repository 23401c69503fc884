package io.rollcall.dashboard.board;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.dashboard.history.Visits;
import io.rollcall.model.login.EventId;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeSet;

/** The logins that were not counted: rejected and late ones. Not safe for several threads; times are ms. */
final class Irregulars {
    private static final String LATE = "late";
    private static final int NEWEST_STRETCHES = 3;

    private final long stretchMillis;
    private final long historyMillis;
    private final RejectedRecords rejected = new RejectedRecords();
    private final EventRates rejectedRates;
    private final DistinctRecords late = new DistinctRecords();
    private final EventRates lateRates;
    private long newest = Long.MIN_VALUE;

    /** Counts them by stretches of this length, as far back as the history goes. */
    Irregulars(long stretchMillis, long historyMillis) {
        this.stretchMillis = stretchMillis;
        this.historyMillis = historyMillis;
        rejectedRates = new EventRates(stretchMillis);
        lateRates = new EventRates(stretchMillis);
    }

    /** Whether it is new. @throws IllegalArgumentException if it is not of the form */
    boolean addRejected(JsonNode record, long timestampMillis) {
        boolean isNew = rejected.add(record, timestampMillis);
        if (isNew) {
            rejectedRates.add(record.path("reason").textValue(), timestampMillis);
            newest = Math.max(newest, timestampMillis);
        }
        return isNew;
    }

    /** Whether it is new. */
    boolean addLate(EventId id, long timestampMillis) {
        boolean isNew = late.add(id);
        if (isNew) {
            lateRates.add(LATE, timestampMillis);
            newest = Math.max(newest, timestampMillis);
        }
        return isNew;
    }

    Counts countsNow(Visits visits) {
        return new Counts(visits.total(), visits.byLocale(), rejected.byReason(), late.count());
    }

    Counts countsUntil(long timeMillis, Visits visits) {
        return new Counts(
                visits.total(),
                visits.byLocale(),
                rejectedRates.before(timeMillis),
                lateRates.before(timeMillis).getOrDefault(LATE, 0L));
    }

    List<IrregularRate> rates(long fromMillis, long toMillis) {
        NavigableMap<Long, Long> rejections = rejectedRates.totals(fromMillis, toMillis);
        NavigableMap<Long, Long> lates = lateRates.totals(fromMillis, toMillis);
        TreeSet<Long> stretches = new TreeSet<>(rejections.keySet());
        stretches.addAll(lates.keySet());
        return stretches.stream()
                .map(start ->
                        new IrregularRate(start, rejections.getOrDefault(start, 0L), lates.getOrDefault(start, 0L)))
                .toList();
    }

    List<IrregularRate> newestRates() {
        return newest == Long.MIN_VALUE ? List.of() : rates(newest - NEWEST_STRETCHES * stretchMillis, Long.MAX_VALUE);
    }

    List<JsonNode> newestRejected(int limit) {
        return rejected.newest(limit);
    }

    void tidy() {
        if (newest != Long.MIN_VALUE) {
            rejectedRates.rollUpBefore(newest - historyMillis);
            lateRates.rollUpBefore(newest - historyMillis);
        }
    }

    void clearRejected() {
        rejected.clear();
        rejectedRates.clear();
    }

    void clearLate() {
        late.clear();
        lateRates.clear();
    }
}
