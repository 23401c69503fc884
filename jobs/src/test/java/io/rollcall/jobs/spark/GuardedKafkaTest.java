package io.rollcall.jobs.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rollcall.model.login.RawRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class GuardedKafkaTest {
    private static final int MAX_PLAIN = CarriedValue.MAX_PLAIN_BYTES;

    @Test
    void value_arrivesWholeUpToItsLimit_andCutBeyondIt() {
        for (int length : new int[] {
            0, 1, 2, 3, MAX_PLAIN, MAX_PLAIN + 1, RawRecord.MAX_VALUE_BYTES, RawRecord.MAX_VALUE_BYTES + 1, 5_000_000
        }) {
            byte[] value = new byte[length];
            new Random(length).nextBytes(value);
            byte[] carried = carry(value);
            byte[] kept = length <= RawRecord.MAX_VALUE_BYTES ? value : Arrays.copyOf(value, RawRecord.KEPT_BYTES);
            assertThat(CarriedValue.value(carried)).isEqualTo(kept);
            assertThat(CarriedValue.length(carried)).isEqualTo(length);
        }
        assertThat(new BoundedValue().deserialize("t", new RecordHeaders(), (ByteBuffer) null))
                .isNull();
        assertThat(CarriedValue.value(null)).isNull();
    }

    @Test
    void valueThatLooksCarried_isTakenAsItIs() {
        byte[] looksCarried = carry(new byte[MAX_PLAIN + 1]);
        for (int length : new int[] {3, 4, 11, looksCarried.length}) {
            byte[] value = Arrays.copyOf(looksCarried, length);
            assertThat(CarriedValue.value(carry(value))).isEqualTo(value);
            assertThat(CarriedValue.length(carry(value))).isEqualTo(length);
        }
    }

    @Test
    void valueThatTakesLittleOfTheTopic_takesLittleMemory() {
        assertThat(carry(new byte[RawRecord.MAX_VALUE_BYTES])).hasSizeLessThan(10_000);
        assertThat(carry(new byte[200_000_000])).hasSizeLessThan(10_000);
    }

    @Test
    void longKey_becomesItsHash() {
        BoundedKey keys = new BoundedKey();
        byte[] longest = new byte[BoundedKey.MAX_BYTES];
        assertThat(keys.deserialize("t", new RecordHeaders(), ByteBuffer.wrap(longest)))
                .isEqualTo(longest);
        // head -c 65537 /dev/zero | sha256sum
        byte[] key = keys.deserialize("t", new RecordHeaders(), ByteBuffer.wrap(new byte[BoundedKey.MAX_BYTES + 1]));
        assertThat(new String(key, StandardCharsets.US_ASCII))
                .isEqualTo("sha256:3266304f31be278d06c3bd3eb9aa3e00c59bedec0a890de466568b0b90b0e01f");
    }

    /** A header is a part of the memory of its record. */
    @Test
    void headersOfALongRecord_areReleased() {
        Headers headers =
                new RecordHeaders(List.of(new RecordHeader("trace", new byte[1]), new RecordHeader("b", null)));
        new BoundedValue().deserialize("t", headers, ByteBuffer.wrap(new byte[MAX_PLAIN + 1]));
        assertThat(headers.toArray()).isEmpty();
    }

    @Test
    void timestampsFarOutside_areBroughtIntoTheRangeOfSpark() {
        ConsumerRecords<byte[], byte[]> usual = records(0, 1_700_000_000_000L, 253_402_300_799_999L);
        BoundedTimestamps timestamps = new BoundedTimestamps();
        assertThat(timestamps.onConsume(usual)).isSameAs(usual);
        assertThat(timestamps.onConsume(records(1, -1, Long.MIN_VALUE, Long.MAX_VALUE / 2)))
                .extracting(ConsumerRecord::timestamp, ConsumerRecord::offset)
                .containsExactly(tuple(1L, 0L), tuple(0L, 1L), tuple(0L, 2L), tuple(253_402_300_799_999L, 3L));
    }

    private static ConsumerRecords<byte[], byte[]> records(long... timestamps) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (long timestamp : timestamps) {
            records.add(new ConsumerRecord<>(
                    "t",
                    0,
                    records.size(),
                    timestamp,
                    TimestampType.CREATE_TIME,
                    0,
                    0,
                    null,
                    null,
                    new RecordHeaders(),
                    Optional.empty()));
        }
        return new ConsumerRecords<>(Map.of(new TopicPartition("t", 0), records), Map.of());
    }

    /** The value within a larger buffer, as the client hands it over. */
    private static byte[] carry(byte[] value) {
        ByteBuffer buffer = ByteBuffer.allocate(value.length + 7);
        buffer.put(5, value);
        ByteBuffer slice = buffer.position(5).limit(5 + value.length);
        byte[] carried = new BoundedValue().deserialize("t", new RecordHeaders(), slice);
        assertThat(slice.remaining()).isEqualTo(value.length);
        return carried;
    }
}
