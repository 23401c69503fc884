package io.rollcall.source.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rollcall.model.login.CleaningOutcome;
import io.rollcall.model.login.EventId;
import io.rollcall.model.login.LoginCleaner;
import io.rollcall.model.login.RawRecord;
import io.rollcall.source.Mapper;
import io.rollcall.source.PresetRecords;
import io.rollcall.source.compile.Program;
import io.rollcall.source.mapping.Presets;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Records per second of processor time of one thread: presets compiled and interpreted, and the cleaning rules on built-in records, in turns.
 * Not a test: run {@code main}; its arguments are presets (okta, entra by default).
 */
public final class MapperBenchmark {
    private static final int BYTES = 1_500;
    private static final int ROUNDS = 7;
    private static final long ROUND_NANOS = 1_000_000_000L;

    private MapperBenchmark() {}

    private interface Work {
        int on(byte[] record) throws Exception;
    }

    private record Case(List<byte[]> records, Work work, List<Double> rates) {}

    public static void main(String[] arguments) throws Exception {
        List<String> presets = arguments.length == 0 ? List.of("okta", "entra") : Arrays.asList(arguments);
        Map<String, Case> cases = new LinkedHashMap<>();
        for (String preset : presets) {
            List<byte[]> records = records(preset);
            for (Program.Mode mode : Program.Mode.values()) {
                Mapper mapper = new Mapper(Presets.load(preset), mode);
                String name = preset + " " + mode.name().toLowerCase(Locale.ROOT);
                cases.put(name, new Case(records, record -> mapper.map(record).size(), new ArrayList<>()));
            }
        }
        EventId id = new EventId(0, 0);
        Work clean = record -> {
            CleaningOutcome outcome =
                    LoginCleaner.DEFAULT.clean(new RawRecord("user-login", id, 1_700_000_000_000L, record));
            return outcome instanceof CleaningOutcome.Clean ? 1 : 0;
        };
        cases.put("built-in record", new Case(builtIn(0), clean, new ArrayList<>()));
        cases.put("built-in record of 1.5 KB", new Case(builtIn(BYTES), clean, new ArrayList<>()));
        for (int round = 0; round < ROUNDS; round++) {
            for (Case one : cases.values()) {
                one.rates().add(rate(one));
            }
        }
        cases.forEach((name, one) -> {
            List<Double> rates =
                    one.rates().subList(2, ROUNDS).stream().sorted().toList();
            double bytes = one.records().stream()
                    .mapToInt(record -> record.length)
                    .average()
                    .orElseThrow();
            System.out.printf(
                    Locale.ROOT,
                    "%-28s %6.0f B  median %,9.0f/s  best %,9.0f/s%n",
                    name,
                    bytes,
                    rates.get(rates.size() / 2),
                    rates.get(rates.size() - 1));
        });
    }

    private static double rate(Case one) throws Exception {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        long count = 0;
        int sink = 0;
        while (threads.getCurrentThreadCpuTime() - start < ROUND_NANOS) {
            for (byte[] record : one.records()) {
                sink += one.work().on(record);
            }
            count += one.records().size();
        }
        if (sink == 0) {
            throw new IllegalStateException("nothing was done");
        }
        return count * 1e9 / (threads.getCurrentThreadCpuTime() - start);
    }

    /** The golden records that are single logins, each padded or cut out so that it has about 1.5 KB. */
    private static List<byte[]> records(String preset) throws Exception {
        Mapper mapper = new Mapper(Presets.load(preset));
        List<byte[]> records = new ArrayList<>();
        for (String line : PresetRecords.of(preset)) {
            String record = line.length() > BYTES ? line : padded(line, BYTES);
            boolean single = !line.startsWith("{\"records\":[") && !line.startsWith("{\"value\":[");
            if (single
                    && record.length() < 2.5 * BYTES
                    && mapper.map(record.getBytes(UTF_8)).size() == 1) {
                records.add(record.getBytes(UTF_8));
            }
        }
        return records;
    }

    /** Adds fields of about 40 bytes, as records have them. */
    private static String padded(String object, int bytes) {
        StringBuilder out = new StringBuilder(object.substring(0, object.length() - 1));
        for (int i = 0; out.length() < bytes - 1; i++) {
            int left = Math.max(0, Math.min(24, bytes - out.length() - ",\"padding00\":\"\"}".length()));
            out.append(String.format(",\"padding%02d\":\"%s\"", i, "x".repeat(left)));
        }
        return out.append('}').toString();
    }

    private static List<byte[]> builtIn(int bytes) {
        List<byte[]> records = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            String record =
                    "{\"user_id\":\"424cdd21-063a-43a7-b91b-7ca1a833af%02d\",\"app_version\":\"2.3.0\",\"device_type\":\"android\",\"ip\":\"192.0.2.%d\",\"locale\":\"UT\",\"device_id\":\"593-47-59%02d\",\"timestamp\":\"1699999%03d\"}"
                            .formatted(i, i, i, 950 + i);
            records.add(padded(record, bytes).getBytes(UTF_8));
        }
        return records;
    }
}
