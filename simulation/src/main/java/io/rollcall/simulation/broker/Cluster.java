package io.rollcall.simulation.broker;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A Kafka cluster in memory: topics, the broker's clock, and transactions by their id. */
public final class Cluster {
    private final Map<String, Topic> topics = new LinkedHashMap<>();
    private final Map<String, Integer> epochs = new LinkedHashMap<>();
    private final Map<String, Transaction> current = new LinkedHashMap<>();
    /** Transactions whose outcome is decided, and whose markers are not all written, by id of their producer. */
    private final Map<String, Transaction> owing = new LinkedHashMap<>();

    /** A replica that lags for one and a half times this long (ms) is no longer waited for. */
    public static final long MAX_LAG_MILLIS = 4_000;

    private long nowMillis;
    private long nextTopicId;

    /** Thrown at a producer whose transactional id another one has taken over, or whose transaction has timed out. */
    public static final class FencedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** A cluster without topics. @param nowMillis the broker's time, ms since the epoch */
    public Cluster(long nowMillis) {
        this.nowMillis = nowMillis;
    }

    /** The broker's time, ms since the epoch. */
    public long nowMillis() {
        return nowMillis;
    }

    /** Moves the broker's clock, forward or back. */
    public void advance(long millis) {
        nowMillis += millis;
    }

    /** Creates a topic; replaces one of that name. */
    public void create(String name, int partitions) {
        topics.put(name, new Topic(name, nextTopicId++, partitions, this));
    }

    /** The topic of this name. */
    public Topic topic(String name) {
        return topics.get(name);
    }

    /** Fences every older producer with this id, and aborts its transaction. Returns the new epoch. */
    public int initTransactions(String id) {
        Transaction open = current.remove(id);
        if (open != null) {
            end(id, open, false);
        }
        writeMarkers(id);
        return epochs.merge(id, 1, Integer::sum);
    }

    /** The open transaction of a producer; begins one if there is none. */
    public Transaction transaction(String id, int epoch) {
        check(id, epoch);
        writeMarkers(id); // the broker refuses to begin a transaction before
        return current.computeIfAbsent(id, none -> new Transaction());
    }

    /** Commits or aborts the open transaction of a producer. Its markers are still to be written. */
    public void endTransaction(String id, int epoch, boolean commit) {
        check(id, epoch);
        Transaction open = current.remove(id);
        if (open != null) {
            end(id, open, commit);
        }
    }

    private void end(String id, Transaction transaction, boolean commit) {
        transaction.end(commit);
        if (transaction.owesMarkers()) {
            owing.put(id, transaction);
        }
    }

    private void check(String id, int epoch) {
        if (epochs.getOrDefault(id, 0) != epoch) {
            throw new FencedException();
        }
    }

    /** Whether this producer has an open transaction. */
    public boolean inTransaction(String id) {
        return current.containsKey(id);
    }

    /** Aborts the open transaction of a producer that took too long, and fences it. Returns false if there is none. */
    public boolean timeOut(String id) {
        if (!current.containsKey(id)) {
            return false;
        }
        initTransactions(id);
        return true;
    }

    private void writeMarkers(String id) {
        Transaction transaction = owing.remove(id);
        while (transaction != null && transaction.owesMarkers()) {
            transaction.writeMarker();
        }
    }

    /** Writes one marker that is owed. Returns false if none is. */
    public boolean writeMarker(int which) {
        if (owing.isEmpty()) {
            return false;
        }
        List<String> ids = List.copyOf(owing.keySet());
        String id = ids.get(Math.floorMod(which, ids.size()));
        Transaction transaction = owing.get(id);
        transaction.writeMarker();
        if (!transaction.owesMarkers()) {
            owing.remove(id);
        }
        return true;
    }

    /** Whether this transaction was committed. */
    public static boolean isCommitted(Transaction transaction) {
        return transaction.outcome() == Transaction.Outcome.COMMITTED;
    }
}
