package io.rollcall.bench.peers.streams;

import io.rollcall.bench.peers.work.RoutedLogin;
import io.rollcall.model.login.EventId;
import io.rollcall.model.login.RawRecord;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Cleans raw logins. It is a processor, not a mapper, because it needs the position of each record, which identifies
 * the login.
 */
final class CleaningProcessor extends ContextualProcessor<byte[], byte[], byte[], RoutedLogin> {
    @Override
    public void process(Record<byte[], byte[]> message) {
        RecordMetadata place = context().recordMetadata().orElseThrow();
        RawRecord raw = new RawRecord(
                place.topic(), new EventId(place.partition(), place.offset()), message.timestamp(), message.value());
        RoutedLogin login = RoutedLogin.of(message.key(), raw, context().currentSystemTimeMs());
        context().forward(message.withValue(login));
    }
}
