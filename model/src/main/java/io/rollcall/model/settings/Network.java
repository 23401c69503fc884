package io.rollcall.model.settings;

import io.rollcall.model.place.Address;
import io.rollcall.model.text.WhiteSpace;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The addresses that share the first {@code bits} bits of {@code base}. Names of hosts are never looked up. */
public record Network(InetAddress base, int bits) {
    static final String RANGE =
            "a list of addresses and networks (192.0.2.7, 10.0.0.0/8, fd00::/8), separated by commas";

    /** An address, or a network in CIDR notation; empty if the text is neither. */
    public static Optional<Network> of(String text) {
        int slash = text.indexOf('/');
        return address(slash < 0 ? text : text.substring(0, slash)).flatMap(base -> {
            int all = base.getAddress().length * Byte.SIZE;
            if (slash < 0) {
                return Optional.of(new Network(base, all));
            }
            String bits = text.substring(slash + 1);
            boolean valid = bits.matches("[0-9]{1,3}") && Integer.parseInt(bits) <= all;
            return valid ? Optional.of(new Network(base, Integer.parseInt(bits))) : Optional.empty();
        });
    }

    /** The address that a text is, without port, brackets or zone; empty if it is none. */
    public static Optional<InetAddress> address(String text) {
        if (!text.equals(Address.of(text))) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** The networks of a list, separated by commas. Items that are none are left out. */
    static List<Network> list(String text) {
        return items(text).stream().flatMap(item -> of(item).stream()).toList();
    }

    /** Whether every item of a list is a network. An empty list is valid. */
    static boolean isList(String text) {
        return items(text).stream().allMatch(item -> of(item).isPresent());
    }

    private static List<String> items(String text) {
        return WhiteSpace.trim(text).isEmpty()
                ? List.of()
                : Arrays.stream(text.split(",", -1)).map(WhiteSpace::trim).toList();
    }

    /** Whether an address lies in this network. */
    public boolean contains(InetAddress address) {
        byte[] mine = base.getAddress();
        byte[] other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % Byte.SIZE;
            if (((mine[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
