package io.rollcall.simulation;

import java.util.HashMap;
import java.util.Map;

/**
 * Partitions that have lost their last records. A job tells new records at the lost offsets from lost ones if it had processed
 * these some seconds before.
 */
final class LostTails {
    /** What is lost may be known if the first new record comes this much later, ms. */
    private static final long CLEAR_MILLIS = 3_000;

    private static final class Tail {
        /** The end of the partition before. */
        private long until;

        private long lostMillis;
        /** Records below this offset may be taken for those that were lost, or those for them. */
        private long unclearUntil;

        private boolean filled;
        private boolean looked;
    }

    private final Map<String, Tail> tails = new HashMap<>();

    private static String name(String topic, int partition) {
        return topic + "/" + partition;
    }

    /** A partition has lost its records from some offset on. @param end the next offset to be written before that */
    void lost(String topic, int partition, long end, long nowMillis) {
        Tail tail = tails.computeIfAbsent(name(topic, partition), none -> new Tail());
        if (tail.until > 0 && !tail.looked) {
            tail.unclearUntil = Math.max(end, tail.until);
        }
        tail.until = Math.max(tail.until, end);
        tail.lostMillis = nowMillis;
        tail.filled = false;
        tail.looked = false;
    }

    /** The job that reads a topic has looked at it. */
    void looked(String topic) {
        tails.forEach((name, tail) -> tail.looked |= name.startsWith(topic + "/"));
    }

    /** How long a partition was before it lost records; 0 if it has lost none. */
    long end(String topic, int partition) {
        Tail tail = tails.get(name(topic, partition));
        return tail == null ? 0 : tail.until;
    }

    /**
     * A record is appended at an offset that may have had another one.
     *
     * @return whether a job may be unable to tell it from that one
     */
    boolean isUnclear(String topic, int partition, long offset, long nowMillis, boolean producersTimes) {
        Tail tail = tails.get(name(topic, partition));
        boolean tooEarly = producersTimes || nowMillis < tail.lostMillis + CLEAR_MILLIS;
        if (!tail.filled && tooEarly) {
            tail.unclearUntil = tail.until;
        }
        tail.filled = true;
        return offset < tail.unclearUntil;
    }

    /** A topic was created again. */
    void forget(String topic) {
        tails.keySet().removeIf(key -> key.startsWith(topic + "/"));
    }
}
