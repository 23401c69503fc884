package io.rollcall.app.tail;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Accepts or rejects records. For one thread at a time. */
@FunctionalInterface
public interface RecordFilter extends Predicate<ConsumerRecord<byte[], byte[]>> {
    /** Accepts every record. */
    RecordFilter ALL = record -> true;

    /** Accepts records with exactly this key, in UTF-8. */
    static RecordFilter key(String key) {
        byte[] expected = key.getBytes(StandardCharsets.UTF_8);
        return record -> Arrays.equals(expected, record.key());
    }

    /** Accepts records in whose value, decoded as UTF-8, the expression is found. */
    static RecordFilter grep(Pattern expression) {
        return record -> record.value() != null
                && expression
                        .matcher(new String(record.value(), StandardCharsets.UTF_8))
                        .find();
    }

    /** Accepts what both filters accept. */
    default RecordFilter and(RecordFilter other) {
        return record -> test(record) && other.test(record);
    }
}
