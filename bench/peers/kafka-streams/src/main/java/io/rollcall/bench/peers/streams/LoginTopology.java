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
 * The topology, in two steps that meet on the clean topic: raw logins are cleaned; clean logins are counted by locale
 * and window. Stream time is the newest event of a task's partition, whatever others have still to deliver: what comes
 * for a window that ended more than the grace before is dropped.
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
                .process(Cleaning::new)
                .to((key, login, context) -> login.topic(), Produced.with(BYTES, Forms.writing(RoutedLogin::value)));
    }

    private static void count(StreamsBuilder builder, Topics topics) {
        builder.stream(
                        topics.clean(),
                        Consumed.with(BYTES, Forms.reading(CountedLogin::of))
                                .withTimestampExtractor(
                                        (message, newest) -> ((CountedLogin) message.value()).timestampMillis()))
                .groupBy(
                        (key, login) -> login.locale(), Grouped.with("by-locale", Serdes.String(), Forms.COUNTED_LOGIN))
                .windowedBy(
                        TimeWindows.ofSizeAndGrace(LENGTH, GRACE).advanceBy(Duration.ofMillis(WINDOWS.slideMillis())))
                .aggregate(
                        WindowTally::empty,
                        (locale, login, tally) -> tally.add(login),
                        Materialized.<String, WindowTally>as(
                                        Stores.inMemoryWindowStore("tallies", LENGTH.plus(GRACE), LENGTH, false))
                                .withKeySerde(Serdes.String())
                                .withValueSerde(Forms.WINDOW_TALLY)
                                .withCachingEnabled())
                .toStream()
                .process(Rows::new)
                .to(topics.stats(), Produced.with(BYTES, BYTES));
    }
}
