package io.rollcall.bench.peers.streams;

import io.rollcall.bench.peers.work.CountedLogin;
import io.rollcall.bench.peers.work.RoutedLogin;
import io.rollcall.bench.peers.work.WindowTally;
import io.rollcall.model.settings.Topics;
import io.rollcall.model.stats.Windowing;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.state.Stores;

/**
 * The topology has two parts, connected by the clean topic. The first cleans raw logins; the second counts clean logins
 * by locale and window. Stream time is the newest event in the partitions of a task, regardless of what other
 * partitions still have to deliver. A login for a window that ended more than the grace period before stream time is
 * dropped.
 */
final class LoginTopology {
    private static final Windowing WINDOWS = Windowing.DEFAULT;
    private static final Duration LENGTH = Duration.ofMillis(WINDOWS.lengthMillis());

    /** As long as Rollcall keeps panes behind the newest event (its {@code stats.delay}). */
    private static final Duration GRACE = Duration.ofMinutes(5);

    private static final Serde<byte[]> BYTES = Serdes.ByteArray();

    private LoginTopology() {}

    static StreamsBuilder of(Topics topics) {
        StreamsBuilder builder = new StreamsBuilder();
        clean(builder, topics);
        count(builder, topics);
        return builder;
    }

    private static void clean(StreamsBuilder builder, Topics topics) {
        builder.stream(topics.raw(), Consumed.with(BYTES, BYTES))
                .process(CleaningProcessor::new)
                .to(
                        (key, login, context) -> login.topic(),
                        Produced.with(BYTES, PeerSerdes.writing(RoutedLogin::value)));
    }

    private static void count(StreamsBuilder builder, Topics topics) {
        builder.stream(
                        topics.clean(),
                        Consumed.with(BYTES, PeerSerdes.reading(CountedLogin::of))
                                .withTimestampExtractor(
                                        (message, newest) -> ((CountedLogin) message.value()).timestampMillis()))
                .groupBy(
                        (key, login) -> login.locale(),
                        Grouped.with("by-locale", Serdes.String(), PeerSerdes.COUNTED_LOGIN))
                .windowedBy(
                        TimeWindows.ofSizeAndGrace(LENGTH, GRACE).advanceBy(Duration.ofMillis(WINDOWS.slideMillis())))
                .aggregate(
                        WindowTally::empty,
                        (locale, login, tally) -> tally.add(login),
                        Materialized.<String, WindowTally>as(
                                        Stores.inMemoryWindowStore("tallies", LENGTH.plus(GRACE), LENGTH, false))
                                .withKeySerde(Serdes.String())
                                .withValueSerde(PeerSerdes.WINDOW_TALLY)
                                .withCachingEnabled())
                .toStream()
                .process(StatsRecordProcessor::new)
                .to(topics.stats(), Produced.with(BYTES, BYTES));
    }
}
