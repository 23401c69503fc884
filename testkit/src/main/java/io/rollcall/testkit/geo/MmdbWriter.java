package io.rollcall.testkit.geo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a small database in MaxMind's format, version 2.0 of its specification. Of two networks that contain an address,
 * the smaller one has it.
 */
public final class MmdbWriter {
    private static final int VERSION_4_BITS = 32;
    private static final int VERSION_6_BITS = 128;
    private static final byte[] MARKER = "\u00ab\u00cd\u00efMaxMind.com".getBytes(StandardCharsets.ISO_8859_1);

    private final String type;
    private final Instant buildTime;
    private final List<Network> networks = new ArrayList<>();
    private int version = 6;
    private int recordSize = 28;

    /**
     * A database without networks, for IPv4 and IPv6, with records of 28 bits.
     *
     * @param type such as {@code GeoLite2-City}
     */
    public MmdbWriter(String type, Instant buildTime) {
        this.type = type;
        this.buildTime = buildTime;
    }

    private record Network(byte[] address, int bits, Map<String, ?> data) {}

    private static final class Node {
        /** Null, a node, or the data of a network. */
        final Object[] children = new Object[2];

        int number;
    }

    /** Makes it a database of IPv4 alone. */
    public MmdbWriter version4() {
        version = 4;
        return this;
    }

    /** @param bits 24, 28 or 32 */
    public MmdbWriter recordSize(int bits) {
        recordSize = bits;
        return this;
    }

    /**
     * Adds a network.
     *
     * @param network such as {@code 192.0.2.0/24} or {@code 2001:db8::/32}
     * @param data texts, numbers, booleans, lists, and maps of these
     */
    public MmdbWriter put(String network, Map<String, ?> data) {
        String[] parts = network.split("/");
        try {
            networks.add(new Network(InetAddress.getByName(parts[0]).getAddress(), Integer.parseInt(parts[1]), data));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(network, e);
        }
        return this;
    }

    /** Adds a network in the flat form of DB-IP: country and state by name. @param state may be null */
    public MmdbWriter putFlat(String network, String country, String state) {
        Map<String, String> data = new LinkedHashMap<>(Map.of("country_code", country));
        if (state != null) {
            data.put("state1", state);
        }
        return put(network, data);
    }

    /** Adds a network in MaxMind's form: country and subdivision by code. @param subdivision may be null */
    public MmdbWriter putNested(String network, String country, String subdivision) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("country", Map.of("iso_code", country, "geoname_id", 1));
        if (subdivision != null) {
            data.put("subdivisions", List.of(Map.of("iso_code", subdivision)));
        }
        return put(network, data);
    }

    /** Writes the file. */
    public void write(Path file) {
        try {
            Files.write(file, bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file's bytes. */
    public byte[] bytes() {
        Node root = new Node();
        networks.stream().sorted(Comparator.comparing(Network::bits)).forEach(network -> insert(root, network));
        List<Node> nodes = new ArrayList<>();
        number(root, nodes);
        MmdbData data = new MmdbData();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (Node node : nodes) {
            writeNode(file, record(node.children[0], nodes, data), record(node.children[1], nodes, data));
        }
        file.writeBytes(new byte[16]);
        file.writeBytes(data.bytes());
        file.writeBytes(MARKER);
        MmdbData metadata = new MmdbData();
        metadata.add(metadata(nodes.size()));
        file.writeBytes(metadata.bytes());
        return file.toByteArray();
    }

    private Map<String, Object> metadata(int nodes) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("binary_format_major_version", 2);
        metadata.put("binary_format_minor_version", 0);
        metadata.put("build_epoch", buildTime.getEpochSecond());
        metadata.put("database_type", type);
        metadata.put("description", Map.of("en", "written by a test"));
        metadata.put("ip_version", version);
        metadata.put("languages", List.of("en"));
        metadata.put("node_count", nodes);
        metadata.put("record_size", recordSize);
        return metadata;
    }

    private void insert(Node root, Network network) {
        int all = version == 6 ? VERSION_6_BITS : VERSION_4_BITS;
        byte[] address = new byte[all / 8];
        int shift = address.length - network.address.length;
        System.arraycopy(network.address, 0, address, shift, network.address.length);
        int bits = network.bits + 8 * shift;
        Node node = root;
        for (int i = 0; i < bits; i++) {
            int bit = address[i / 8] >> 7 - i % 8 & 1;
            if (i == bits - 1) {
                node.children[bit] = network.data;
            } else {
                Object child = node.children[bit];
                if (!(child instanceof Node)) {
                    Node split = new Node();
                    split.children[0] = child;
                    split.children[1] = child;
                    node.children[bit] = split;
                }
                node = (Node) node.children[bit];
            }
        }
    }

    private static void number(Node node, List<Node> nodes) {
        node.number = nodes.size();
        nodes.add(node);
        for (Object child : node.children) {
            if (child instanceof Node inner) {
                number(inner, nodes);
            }
        }
    }

    private static long record(Object child, List<Node> nodes, MmdbData data) {
        if (child == null) {
            return nodes.size();
        }
        return child instanceof Node node ? node.number : nodes.size() + 16L + data.add(child);
    }

    private void writeNode(ByteArrayOutputStream file, long left, long right) {
        switch (recordSize) {
            case 24 -> {
                writeInteger(file, left, 3);
                writeInteger(file, right, 3);
            }
            case 28 -> {
                writeInteger(file, left & 0xff_ffff, 3);
                file.write((int) (left >> 24 << 4 | right >> 24));
                writeInteger(file, right & 0xff_ffff, 3);
            }
            case 32 -> {
                writeInteger(file, left, 4);
                writeInteger(file, right, 4);
            }
            default -> throw new IllegalArgumentException("no record size: " + recordSize);
        }
    }

    private static void writeInteger(ByteArrayOutputStream file, long value, int bytes) {
        for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
            file.write((int) (value >> shift));
        }
    }
}
