package io.rollcall.jobs.tally;

import io.rollcall.model.login.EventId;
import io.rollcall.model.stats.Failures;
import io.rollcall.model.text.WhiteSpace;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * The failed logins of one locale and pane by their reason, and a sketch of their users. Uniting is idempotent, and its
 * result does not depend on the order.
 *
 * <p>Texts of reasons come from the input, so their number is bounded: of all reasons that occur, the {@value
 * #MAX_REASONS} with the lowest hashes are kept, and the logins of the others lie in one set. A reason that is kept in the
 * end has one of the lowest hashes at any time before, so it never was among the others. Most frequent reasons cannot be
 * kept in this way: whether one is frequent depends on what has come so far. Not thread-safe.
 */
final class FailedLogins {
    /** Reasons that are kept by name in a pane. */
    static final int MAX_REASONS = 100;

    /** Length of a reason, code points. */
    static final int MAX_REASON_LENGTH = 100;

    /** A reason, in the order of hashes. The reason that stands for none comes first, so it is always kept. */
    record Reason(long hash, String text) implements Comparable<Reason> {
        static Reason of(String text) {
            return new Reason(text.equals(Failures.UNKNOWN) ? Long.MIN_VALUE : StableHash.of(text), text);
        }

        @Override
        public int compareTo(Reason other) {
            int byHash = Long.compare(hash, other.hash);
            return byHash != 0 ? byHash : text.compareTo(other.text);
        }
    }

    private final TreeMap<Reason, LoginIds> byReason = new TreeMap<>();
    private final LoginIds others;
    private final Sketch users;

    FailedLogins() {
        this(new LoginIds(), new Sketch());
    }

    private FailedLogins(LoginIds others, Sketch users) {
        this.others = others;
        this.users = users;
    }

    /** The reason as it is counted: trimmed, cut, and a word where the source gives none. */
    static String normalized(String reason) {
        String text = reason == null ? "" : WhiteSpace.trim(reason);
        if (text.isEmpty()) {
            return Failures.UNKNOWN;
        }
        return text.codePointCount(0, text.length()) <= MAX_REASON_LENGTH
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_REASON_LENGTH));
    }

    /** Adds a failed login. Each of user, reason and the source's id may be null. */
    void add(EventId id, String sourceEventId, String userId, String reason) {
        of(Reason.of(normalized(reason))).add(id, sourceEventId);
        if (userId != null) {
            users.add(userId);
        }
    }

    /** Adds another tally's. Returns whether anything is new. */
    boolean unite(FailedLogins other) {
        boolean more = others.unite(other.others);
        for (Map.Entry<Reason, LoginIds> reason : other.byReason.entrySet()) {
            more |= of(reason.getKey()).unite(reason.getValue());
        }
        if (more) {
            users.unite(other.users);
        } else if (other.haveHashes()) {
            more = users.uniteIfNew(other.users);
        }
        return more;
    }

    private boolean haveHashes() {
        return others.hashes() != null || byReason.values().stream().anyMatch(ids -> ids.hashes() != null);
    }

    /** The set to which a reason's logins belong now. */
    private LoginIds of(Reason reason) {
        if (reason.text().equals(Failures.OTHER)) {
            return others;
        }
        LoginIds known = byReason.get(reason);
        if (known != null) {
            return known;
        }
        if (byReason.size() == MAX_REASONS && reason.compareTo(byReason.lastKey()) > 0) {
            return others;
        }
        LoginIds ids = new LoginIds();
        byReason.put(reason, ids);
        if (byReason.size() > MAX_REASONS) {
            others.unite(byReason.pollLastEntry().getValue());
        }
        return ids;
    }

    /** Calls the action with each reason and its logins; {@link Failures#OTHER} is one, without logins perhaps. */
    void forEach(BiConsumer<String, LoginIds> action) {
        byReason.forEach((reason, ids) -> action.accept(reason.text(), ids));
        action.accept(Failures.OTHER, others);
    }

    Sketch users() {
        return users;
    }

    /** See {@link LoginTally#loginsFrom}. */
    long countFrom(Map<Integer, Long> offsets) {
        long count = others.countFrom(offsets);
        for (LoginIds ids : byReason.values()) {
            count += ids.countFrom(offsets);
        }
        return count;
    }

    void writeTo(DataOutput out, boolean withPlaces) throws IOException {
        byte[] userBytes = users.toBytes();
        out.writeInt(userBytes.length);
        out.write(userBytes);
        others.writeTo(out, withPlaces);
        out.writeInt(byReason.size());
        for (Map.Entry<Reason, LoginIds> reason : byReason.entrySet()) {
            out.writeUTF(reason.getKey().text());
            reason.getValue().writeTo(out, withPlaces);
        }
    }

    static FailedLogins readFrom(DataInput in) throws IOException {
        byte[] userBytes = new byte[in.readInt()];
        in.readFully(userBytes);
        FailedLogins read = new FailedLogins(LoginIds.readFrom(in), new Sketch(userBytes));
        int reasons = in.readInt();
        for (int i = 0; i < reasons; i++) {
            read.byReason.put(Reason.of(in.readUTF()), LoginIds.readFrom(in));
        }
        return read;
    }
}
