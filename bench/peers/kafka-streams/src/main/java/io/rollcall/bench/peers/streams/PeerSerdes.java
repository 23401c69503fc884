package io.rollcall.bench.peers.streams;

import io.rollcall.bench.peers.work.CountedLogin;
import io.rollcall.bench.peers.work.WindowTally;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** The serializers and deserializers of the topology. */
final class PeerSerdes {
    /**
     * On the repartition topic: locale, user and device, each preceded by its length in bytes (-1: no device), then the
     * event time (ms).
     */
    static final Serde<CountedLogin> COUNTED_LOGIN = of(PeerSerdes::write, PeerSerdes::readCountedLogin);

    static final Serde<WindowTally> WINDOW_TALLY = of(WindowTally::toBytes, WindowTally::fromBytes);

    private static final int NO_TEXT = -1;

    private PeerSerdes() {}

    /** For values that are only written. */
    static <T> Serde<T> writing(Function<T, byte[]> write) {
        return of(write, bytes -> {
            throw new UnsupportedOperationException("only written");
        });
    }

    /** For values that are only read. */
    static <T> Serde<T> reading(Function<byte[], T> read) {
        return of(
                value -> {
                    throw new UnsupportedOperationException("only read");
                },
                read);
    }

    private static <T> Serde<T> of(Function<T, byte[]> write, Function<byte[], T> read) {
        return Serdes.serdeFrom(
                (topic, value) -> value == null ? null : write.apply(value),
                (topic, bytes) -> bytes == null ? null : read.apply(bytes));
    }

    private static byte[] write(CountedLogin login) {
        byte[] locale = login.locale().getBytes(StandardCharsets.UTF_8);
        byte[] user = login.userId().getBytes(StandardCharsets.UTF_8);
        byte[] device = login.deviceId() == null ? null : login.deviceId().getBytes(StandardCharsets.UTF_8);
        int length = locale.length + user.length + (device == null ? 0 : device.length);
        ByteBuffer out = ByteBuffer.allocate(3 * Integer.BYTES + length + Long.BYTES);
        put(out, locale);
        put(out, user);
        put(out, device);
        return out.putLong(login.timestampMillis()).array();
    }

    private static void put(ByteBuffer out, byte[] text) {
        out.putInt(text == null ? NO_TEXT : text.length);
        if (text != null) {
            out.put(text);
        }
    }

    private static CountedLogin readCountedLogin(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        return new CountedLogin(text(in), text(in), text(in), in.getLong());
    }

    private static String text(ByteBuffer in) {
        int length = in.getInt();
        if (length == NO_TEXT) {
            return null;
        }
        String text = new String(in.array(), in.position(), length, StandardCharsets.UTF_8);
        in.position(in.position() + length);
        return text;
    }
}
