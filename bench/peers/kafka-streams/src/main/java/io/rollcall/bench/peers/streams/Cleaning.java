package io.rollcall.bench.peers.streams;

import io.rollcall.bench.peers.work.RoutedLogin;
import io.rollcall.model.login.EventId;
import io.rollcall.model.login.RawRecord;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Cleans raw logins one by one; where each lay on its topic is its identity. */
final class Cleaning extends ContextualProcessor<byte[], byte[], byte[], RoutedLogin> {
    @Override
    public void process(Record<byte[], byte[]> message) {
        RecordMetadata place = context().recordMetadata().orElseThrow();
        RawRecord raw = new RawRecord(
                place.topic(), new EventId(place.partition(), place.offset()), message.timestamp(), message.value());
        RoutedLogin login = RoutedLogin.of(message.key(), raw, context().currentSystemTimeMs());
        context().forward(message.withValue(login));
    }
}
