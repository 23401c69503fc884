package io.rollcall.model.stats;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The failed logins of one window and locale. Immutable.
 *
 * @param logins number of distinct failed logins; exact
 * @param users number of distinct user ids of failed logins, as far as they are known; an estimate like {@link
 *     WindowStats#uniqueUsers()}
 * @param reasons why they failed: at most {@value #MAX_REASONS} reasons, the most frequent first, those of one number by
 *     name; last the rest, as {@value #OTHER}. An event that comes again with another reason counts under both.
 */
public record Failures(long logins, long users, List<FailureReason> reasons) {
    /** No failed login. */
    public static final Failures NONE = new Failures(0, 0, List.of());

    /** The reasons that are listed by name. */
    public static final int MAX_REASONS = 20;

    /** The reason of failed logins of which the source gives none. */
    public static final String UNKNOWN = "unknown";

    /** In place of a reason: all that are not listed by name. */
    public static final String OTHER = "other";

    private static final Comparator<FailureReason> MOST_FIRST =
            Comparator.comparingLong((FailureReason reason) -> -reason.logins()).thenComparing(FailureReason::reason);

    /** Keeps a copy of the list. */
    public Failures {
        reasons = List.copyOf(reasons);
    }

    /** Whether no login failed. */
    public boolean isNone() {
        return logins == 0;
    }

    /** The same without reasons. */
    public Failures withoutReasons() {
        return reasons.isEmpty() ? this : new Failures(logins, users, List.of());
    }

    /** The reasons in the order in which they are listed, without a limit; {@value #OTHER} is none of them. */
    public static List<FailureReason> mostFirst(Collection<FailureReason> reasons) {
        return reasons.stream().sorted(MOST_FIRST).toList();
    }

    /**
     * The list of several locales together. A reason that is not listed by name in one of them counts there under {@value
     * #OTHER}.
     */
    public static List<FailureReason> united(Collection<List<FailureReason>> lists) {
        Map<String, Long> counts = new TreeMap<>();
        lists.forEach(list -> list.forEach(reason -> counts.merge(reason.reason(), reason.logins(), Long::sum)));
        Long others = counts.remove(OTHER);
        long rest = others == null ? 0 : others;
        List<FailureReason> all = new ArrayList<>();
        counts.forEach((reason, logins) -> all.add(new FailureReason(reason, logins)));
        List<FailureReason> sorted = mostFirst(all);
        List<FailureReason> listed = new ArrayList<>(sorted.subList(0, Math.min(MAX_REASONS, sorted.size())));
        for (FailureReason reason : sorted.subList(listed.size(), sorted.size())) {
            rest += reason.logins();
        }
        if (rest > 0) {
            listed.add(new FailureReason(OTHER, rest));
        }
        return List.copyOf(listed);
    }

    /** Writes these failures in binary form. */
    public void writeTo(DataOutput out) throws IOException {
        out.writeLong(logins);
        out.writeLong(users);
        out.writeInt(reasons.size());
        for (FailureReason reason : reasons) {
            out.writeUTF(reason.reason());
            out.writeLong(reason.logins());
        }
    }

    /** Reads what {@link #writeTo} has written. */
    public static Failures readFrom(DataInput in) throws IOException {
        long logins = in.readLong();
        long users = in.readLong();
        int size = in.readInt();
        List<FailureReason> reasons = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            reasons.add(new FailureReason(in.readUTF(), in.readLong()));
        }
        return new Failures(logins, users, reasons);
    }
}
