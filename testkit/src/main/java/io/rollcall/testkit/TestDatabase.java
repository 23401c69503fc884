package io.rollcall.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A small database of addresses in MaxMind's format, by city: https://maxmind.github.io/MaxMind-DB/. */
public final class TestDatabase {
    private static final byte[] MARKER = "\u00ab\u00cd\u00efMaxMind.com".getBytes(StandardCharsets.ISO_8859_1);
    private static final int RECORD_BYTES = 4;
    private static final int SEPARATOR = 16;
    private static final int EMPTY = -1;
    /** Values below it are the offsets of data, as negative numbers. */
    private static final int FIRST_DATA = -2;

    private final List<int[]> nodes = new ArrayList<>();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();

    private TestDatabase() {
        nodes.add(new int[] {EMPTY, EMPTY});
    }

    /** Writes a database of the networks of {@link GoldenCases#located}. @return the file */
    public static Path write(Path file, String type, Instant built) throws IOException {
        TestDatabase database = new TestDatabase();
        for (JsonNode one : GoldenCases.located().get("networks")) {
            database.add(
                    one.get("network").asText(),
                    one.get("country").asText(),
                    one.path("state").asText(null));
        }
        return database.write(file, type, built.getEpochSecond());
    }

    /** Writes a database that knows no address. @return the file */
    public static Path empty(Path file, String type, Instant built) throws IOException {
        return new TestDatabase().write(file, type, built.getEpochSecond());
    }

    /**
     * Writes a database of networks of 24 bits, by their first three numbers.
     *
     * @param places alpha-2 of a country, or {@code US-} and a state; no network where it is empty
     */
    public static Path write(Path file, Map<String, String> places) throws IOException {
        TestDatabase database = new TestDatabase();
        for (Map.Entry<String, String> place : places.entrySet()) {
            String[] parts = place.getValue().split("-");
            if (!place.getValue().isEmpty()) {
                database.add(place.getKey() + ".0/24", parts[0], parts.length > 1 ? parts[1] : null);
            }
        }
        return database.write(file, "Test-City", Instant.now().getEpochSecond());
    }

    private void add(String network, String country, String state) throws IOException {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("country", Map.of("iso_code", country));
        if (state != null) {
            record.put("subdivisions", List.of(Map.of("iso_code", state)));
        }
        int value = FIRST_DATA - data.size();
        data.writeBytes(encode(record));
        String[] parts = network.split("/");
        byte[] address = InetAddress.getByName(parts[0]).getAddress();
        byte[] bits = new byte[16];
        System.arraycopy(address, 0, bits, bits.length - address.length, address.length);
        int length = Integer.parseInt(parts[1]) + 8 * (bits.length - address.length);
        int node = 0;
        for (int i = 0; i < length; i++) {
            int bit = bits[i / 8] >> (7 - i % 8) & 1;
            if (i == length - 1) {
                nodes.get(node)[bit] = value;
            } else {
                if (nodes.get(node)[bit] == EMPTY) {
                    nodes.get(node)[bit] = nodes.size();
                    nodes.add(new int[] {EMPTY, EMPTY});
                }
                node = nodes.get(node)[bit];
            }
        }
    }

    private Path write(Path file, String type, long built) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int[] node : nodes) {
            for (int value : node) {
                int record = value >= 0
                        ? value
                        : value == EMPTY ? nodes.size() : nodes.size() + SEPARATOR + (FIRST_DATA - value);
                out.writeBytes(number(record, RECORD_BYTES));
            }
        }
        out.writeBytes(new byte[SEPARATOR]);
        out.writeBytes(data.toByteArray());
        out.writeBytes(MARKER);
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("node_count", nodes.size());
        metadata.put("record_size", (short) (8 * RECORD_BYTES));
        metadata.put("ip_version", (short) 6);
        metadata.put("database_type", type);
        metadata.put("languages", List.of("en"));
        metadata.put("binary_format_major_version", (short) 2);
        metadata.put("binary_format_minor_version", (short) 0);
        metadata.put("build_epoch", built);
        metadata.put("description", Map.of("en", "written by a test"));
        out.writeBytes(encode(metadata));
        return Files.write(file, out.toByteArray());
    }

    private static byte[] encode(Object value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (value instanceof Map<?, ?> map) {
            out.write(7 << 5 | map.size());
            map.forEach((key, entry) -> {
                out.writeBytes(encode(key));
                out.writeBytes(encode(entry));
            });
        } else if (value instanceof List<?> list) {
            out.write(list.size());
            out.write(11 - 7);
            list.forEach(entry -> out.writeBytes(encode(entry)));
        } else if (value instanceof Short number) {
            out.write(5 << 5 | 2);
            out.writeBytes(number(number, 2));
        } else if (value instanceof Integer number) {
            out.write(6 << 5 | 4);
            out.writeBytes(number(number, 4));
        } else if (value instanceof Long number) {
            out.write(8);
            out.write(9 - 7);
            out.writeBytes(number(number, 8));
        } else {
            byte[] text = value.toString().getBytes(StandardCharsets.UTF_8);
            out.write(2 << 5 | text.length); // texts are shorter than 29 bytes
            out.writeBytes(text);
        }
        return out.toByteArray();
    }

    private static byte[] number(long value, int bytes) {
        byte[] big = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            big[i] = (byte) (value >> 8 * (bytes - 1 - i));
        }
        return big;
    }
}
