package io.rollcall.bench.peers.work;

import io.rollcall.model.stats.DistinctSketch;
import io.rollcall.model.stats.StatsJson;
import io.rollcall.model.stats.WindowStats;
import io.rollcall.model.stats.Windowing;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * A row of statistics as a record of the stats topic.
 *
 * @param key {@code <window start>|<locale>}
 * @param value its JSON
 * @param users the compact sketch of user ids
 * @param devices the compact sketch of device ids
 */
@SuppressWarnings("ArrayRecordComponent") // handed to Kafka's client, never compared
public record StatsRecord(byte[] key, byte[] value, byte[] users, byte[] devices) {
    /** The row of the window that starts at this time (ms since the epoch). */
    public static StatsRecord of(long windowStartMillis, String locale, WindowTally tally) {
        WindowStats stats = new WindowStats(
                Windowing.DEFAULT.window(windowStartMillis),
                locale,
                tally.logins(),
                Math.min(tally.logins(), DistinctSketch.count(tally.users())),
                Math.min(tally.logins(), DistinctSketch.count(tally.devices())));
        return new StatsRecord(
                stats.key().getBytes(StandardCharsets.UTF_8),
                StatsJson.write(stats),
                tally.users().toCompactByteArray(),
                tally.devices().toCompactByteArray());
    }

    /** The record headers with the sketches. */
    public List<Header> headers() {
        return List.of(
                new RecordHeader(WindowStats.USERS_HEADER, users),
                new RecordHeader(WindowStats.DEVICES_HEADER, devices));
    }
}
