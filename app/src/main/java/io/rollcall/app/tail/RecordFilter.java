package io.rollcall.app.tail;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Which records are wanted. For one thread at a time. */
@FunctionalInterface
public interface RecordFilter extends Predicate<ConsumerRecord<byte[], byte[]>> {
    /** Takes every record. */
    RecordFilter ALL = record -> true;

    /** Takes records with this key, in UTF-8. */
    static RecordFilter key(String key) {
        byte[] wanted = key.getBytes(StandardCharsets.UTF_8);
        return record -> Arrays.equals(wanted, record.key());
    }

    /** Takes records in whose value, read as UTF-8, the expression is found. */
    static RecordFilter grep(Pattern expression) {
        return record -> record.value() != null
                && expression
                        .matcher(new String(record.value(), StandardCharsets.UTF_8))
                        .find();
    }

    /** Takes what both take. */
    default RecordFilter and(RecordFilter other) {
        return record -> test(record) && other.test(record);
    }
}
