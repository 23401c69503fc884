package io.rollcall.dashboard.history;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Compact sketches of users and devices by locale, and nationwide. Not safe for several threads. */
public final class SketchSet {
    /** What nationwide sketches are filed under. */
    public static final String NATION = "";

    private final Map<String, Sketches> byLocale = new TreeMap<>();

    /** Compact sketches; each may be null where it is not known. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Sketches(byte[] users, byte[] devices) {
        static final Sketches NONE = new Sketches(null, null);
    }

    void put(String locale, Sketches sketches) {
        byLocale.put(locale, sketches);
    }

    /** The sketches of a locale; none if they are not known. */
    Sketches of(String locale) {
        return byLocale.getOrDefault(locale, Sketches.NONE);
    }

    void forEach(BiConsumer<String, Sketches> action) {
        byLocale.forEach(action);
    }

    /** All sets united. */
    static SketchSet united(Collection<SketchSet> sets) {
        Map<String, DistinctUnion> unions = new HashMap<>();
        sets.forEach(set -> set.forEach((locale, sketches) ->
                unions.computeIfAbsent(locale, l -> new DistinctUnion()).addReadable(sketches)));
        SketchSet united = new SketchSet();
        unions.forEach((locale, union) -> united.put(locale, union.compact()));
        return united;
    }

    byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 12);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (Map.Entry<String, Sketches> entry : byLocale.entrySet()) {
                write(out, entry.getKey().getBytes(StandardCharsets.UTF_8));
                write(out, entry.getValue().users());
                write(out, entry.getValue().devices());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, byte[] part) throws IOException {
        out.writeInt(part == null ? -1 : part.length);
        if (part != null) {
            out.write(part);
        }
    }

    static SketchSet read(ByteBuffer bytes) {
        SketchSet set = new SketchSet();
        while (bytes.hasRemaining()) {
            String locale = new String(part(bytes), StandardCharsets.UTF_8);
            set.put(locale, new Sketches(part(bytes), part(bytes)));
        }
        return set;
    }

    private static byte[] part(ByteBuffer bytes) {
        int length = bytes.getInt();
        if (length < 0) {
            return null;
        }
        byte[] part = new byte[length];
        bytes.get(part);
        return part;
    }
}
