package io.rollcall.bench.faults;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * A record that a broker accepts because it is small once it is compressed, and that is large wherever it is unpacked.
 *
 * @param name what it is, for a person
 * @param content makes the record without topic and partition, so that only one is in memory
 */
record PoisonPill(String name, Supplier<Content> content) {
    private static final int MIB = 1 << 20;
    private static final byte[] NO_KEY = null;

    /** Key, value and headers of a record; key and value may be null. */
    record Content(byte[] key, byte[] value, List<Header> headers) {
        ProducerRecord<byte[], byte[]> record(String topic, int partition) {
            return new ProducerRecord<>(topic, partition, key, value, headers);
        }
    }

    /** All of them. */
    static List<PoisonPill> all() {
        return Stream.concat(Stream.concat(keys(), values()), headers()).toList();
    }

    private static Stream<PoisonPill> keys() {
        return Stream.of(
                pill("a key of 8 MiB of zeros", () -> content(new byte[8 * MIB], login("k8"))),
                pill("a key of 64 MiB of zeros", () -> content(new byte[64 * MIB], login("k64"))),
                pill("a key of 900 kB", () -> content(new byte[900_000], login("k1"))),
                pill("a key of 8 MiB and no value", () -> content(new byte[8 * MIB], null)),
                pill("a key of 8 MiB and a broken value", () -> content(new byte[8 * MIB], utf8("{"))),
                pill("a key of 8 MiB and a late login", () -> content(new byte[8 * MIB], lateLogin())),
                pill("an empty key and an empty value", () -> content(new byte[0], new byte[0])),
                pill("a key that is not UTF-8", () -> content(new byte[] {-1, 0, -2}, login("k0"))));
    }

    private static Stream<PoisonPill> values() {
        return Stream.of(
                pill("a value of 200 MB of spaces", () -> content(NO_KEY, filled(200_000_000, ' '))),
                pill("a value of 100 MB of zeros", () -> content(NO_KEY, filled(100_000_000, '\0'))),
                pill("32 MiB of opening brackets", () -> content(NO_KEY, filled(32 * MIB, '['))),
                pill("32 MiB of digits", () -> content(NO_KEY, filled(32 * MIB, '7'))),
                pill("a login after 2 MiB of spaces", () -> content(NO_KEY, padded(2 * MIB))),
                pill("a login after 32 MiB of spaces", () -> content(NO_KEY, padded(32 * MIB))),
                pill("a user_id of 32 MiB", () -> content(NO_KEY, login("u".repeat(32 * MIB)))),
                pill("an unknown field of 32 MiB", () -> content(NO_KEY, withField("x".repeat(32 * MIB)))),
                pill("a million duplicate fields", () -> content(NO_KEY, duplicates(1_000_000))),
                pill("32 MiB of escapes", () -> content(NO_KEY, withField("\\u0001".repeat(5 * MIB)))),
                pill("32 MiB that are not UTF-8", () -> content(NO_KEY, filled(32 * MIB, '\u00ff'))));
    }

    private static Stream<PoisonPill> headers() {
        return Stream.of(
                pill("a header of 8 MiB", () -> withHeaders("h8", List.of(new RecordHeader("h", new byte[8 * MIB])))),
                pill("500,000 headers", () -> withHeaders("hn", headers(500_000))));
    }

    private static PoisonPill pill(String name, Supplier<Content> content) {
        return new PoisonPill(name, content);
    }

    private static Content content(byte[] key, byte[] value) {
        return new Content(key, value, List.of());
    }

    private static Content withHeaders(String user, List<Header> headers) {
        return new Content(null, login(user), headers);
    }

    private static List<Header> headers(int count) {
        return IntStream.range(0, count)
                .<Header>mapToObj(i -> new RecordHeader("", (byte[]) null))
                .toList();
    }

    private static byte[] filled(int length, char with) {
        byte[] value = new byte[length];
        Arrays.fill(value, (byte) with);
        return value;
    }

    private static byte[] padded(int spaces) {
        byte[] login = login("padded");
        byte[] value = filled(spaces + login.length, ' ');
        System.arraycopy(login, 0, value, spaces, login.length);
        return value;
    }

    private static byte[] login(String user) {
        return utf8(
                "{\"user_id\":\"" + user + "\",\"locale\":\"UT\",\"timestamp\":" + System.currentTimeMillis() + "}");
    }

    private static byte[] lateLogin() {
        return utf8("{\"user_id\":\"late\",\"timestamp\":" + (System.currentTimeMillis() - 120_000) + "}");
    }

    private static byte[] withField(String value) {
        return utf8("{\"x\":\"" + value + "\",\"user_id\":\"x\",\"locale\":\"CA\",\"timestamp\":"
                + System.currentTimeMillis() + "}");
    }

    private static byte[] duplicates(int count) {
        return utf8("{" + "\"user_id\":\"d\",".repeat(count) + "\"timestamp\":" + System.currentTimeMillis() + "}");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
