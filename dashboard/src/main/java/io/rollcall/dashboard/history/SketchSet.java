package io.rollcall.dashboard.history;

import io.rollcall.model.stats.Failures;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
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

/** Compact sketches, by locale and nationwide, and why logins of a locale failed. Not thread-safe. */
final class SketchSet {
    /** The key of the nationwide sketches. */
    static final String NATION = "";

    private final Map<String, Sketches> byLocale = new TreeMap<>();

    /** The failures of locales that have any, with their reasons. Only of one window: they are not united. */
    private final Map<String, Failures> failures = new TreeMap<>();

    void put(String locale, Sketches sketches) {
        byLocale.put(locale, sketches);
    }

    void put(String locale, Failures ofLocale) {
        if (!ofLocale.isNone()) {
            failures.put(locale, ofLocale);
        }
    }

    /** The failures of a locale. */
    Failures failuresOf(String locale) {
        return failures.getOrDefault(locale, Failures.NONE);
    }

    /** The sketches of a locale, or {@link Sketches#NONE}. */
    Sketches of(String locale) {
        return byLocale.getOrDefault(locale, Sketches.NONE);
    }

    void forEach(BiConsumer<String, Sketches> action) {
        byLocale.forEach(action);
    }

    /** The union of all sets; without reasons of failures. */
    static SketchSet united(Collection<SketchSet> sets) {
        Map<String, SketchUnion> unions = new HashMap<>();
        sets.forEach(set -> set.forEach((locale, sketches) ->
                unions.computeIfAbsent(locale, l -> new SketchUnion()).addReadable(sketches)));
        SketchSet united = new SketchSet();
        unions.forEach((locale, union) -> united.put(locale, union.compact()));
        return united;
    }

    /**
     * The format of the archive's files: for each locale its name, three sketches and its failures, each with its length (-1
     * for null).
     */
    byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 12);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (Map.Entry<String, Sketches> entry : byLocale.entrySet()) {
                write(out, entry.getKey().getBytes(StandardCharsets.UTF_8));
                write(out, entry.getValue().users());
                write(out, entry.getValue().devices());
                write(out, entry.getValue().failedUsers());
                write(out, bytes(failures.get(entry.getKey())));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] bytes(Failures failures) throws IOException {
        if (failures == null) {
            return null;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        failures.writeTo(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, byte[] part) throws IOException {
        out.writeInt(part == null ? -1 : part.length);
        if (part != null) {
            out.write(part);
        }
    }

    /** The reverse of {@link #toBytes()}. */
    static SketchSet read(ByteBuffer bytes) {
        SketchSet set = new SketchSet();
        while (bytes.hasRemaining()) {
            String locale = new String(part(bytes), StandardCharsets.UTF_8);
            set.put(locale, new Sketches(part(bytes), part(bytes), part(bytes)));
            byte[] failures = part(bytes);
            if (failures != null) {
                set.failures.put(locale, failures(failures));
            }
        }
        return set;
    }

    private static Failures failures(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return Failures.readFrom(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
