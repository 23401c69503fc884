package io.rollcall.kafka;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Kafka's client decompresses a record as a whole. Consumers of one process that take turns need heap for one record, not
 * for one each.
 */
public final class LongRecords {
    /** Held while a consumer polls, and until it has released what it does not need. */
    public static final Lock TURN = new ReentrantLock();

    private LongRecords() {}
}
