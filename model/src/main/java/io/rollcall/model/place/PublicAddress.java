package io.rollcall.model.place;

import java.util.Arrays;

/** Public addresses in the texts that sources write, in binary. Names are never looked up. */
public final class PublicAddress {
    /** A longer text is not read to its end. */
    private static final int MAX_LENGTH = 4_096;

    private static final int VERSION_4_BYTES = 4;
    private static final int VERSION_6_BYTES = 16;
    /** The prefixes of IPv6 that carry an IPv4 address, and where it is: mapped, NAT64 (RFC 6052), 6to4 (RFC 3056). */
    private static final Carrier[] CARRIERS = {
        new Carrier("::ffff:0:0", 96, 12), new Carrier("64:ff9b::", 96, 12), new Carrier("2002::", 16, 2)
    };

    private PublicAddress() {}

    private record Carrier(byte[] prefix, int bits, int offset) {
        Carrier(String prefix, int bits, int offset) {
            this(bytes(prefix), bits, offset);
        }
    }

    /**
     * The first public address of a text.
     *
     * @param text addresses, separated by commas, semicolons or white space, each as {@link Address} reads it; or null
     * @return 4 bytes for IPv4, also where IPv6 carries it, or 16 for IPv6; null if there is none
     */
    public static byte[] firstOf(String text) {
        if (text == null) {
            return null;
        }
        int length = Math.min(text.length(), MAX_LENGTH);
        int start = 0;
        while (start < length) {
            int end = start;
            while (end < length && !Address.isSeparator(text.charAt(end))) {
                end++;
            }
            String address = end == start ? null : Address.of(text.substring(start, end));
            byte[] bytes = address == null ? null : withoutCarrier(bytes(address));
            if (bytes != null && SpecialRanges.isPublic(bytes)) {
                return bytes;
            }
            start = end + 1;
        }
        return null;
    }

    private static byte[] withoutCarrier(byte[] address) {
        if (address.length == VERSION_6_BYTES) {
            for (Carrier carrier : CARRIERS) {
                if (startsWith(address, carrier.prefix, carrier.bits)) {
                    return Arrays.copyOfRange(address, carrier.offset, carrier.offset + VERSION_4_BYTES);
                }
            }
        }
        return address;
    }

    /** Whether the first bits of two addresses of one version are the same. */
    static boolean startsWith(byte[] address, byte[] prefix, int bits) {
        int whole = bits / 8;
        for (int i = 0; i < whole; i++) {
            if (address[i] != prefix[i]) {
                return false;
            }
        }
        int rest = bits % 8;
        return rest == 0 || (address[whole] ^ prefix[whole]) >> 8 - rest == 0;
    }

    /** An address in binary. @param address valid, as {@link Address#of} gives it */
    static byte[] bytes(String address) {
        if (address.indexOf(':') < 0) {
            byte[] bytes = new byte[VERSION_4_BYTES];
            putVersion4(address, bytes, 0);
            return bytes;
        }
        byte[] bytes = new byte[VERSION_6_BYTES];
        int gap = address.indexOf("::");
        putGroups(gap < 0 ? address : address.substring(0, gap), bytes, false);
        if (gap >= 0) {
            putGroups(address.substring(gap + 2), bytes, true);
        }
        return bytes;
    }

    /** @param last whether the groups are the last ones of the address, and not the first ones */
    private static void putGroups(String groups, byte[] bytes, boolean last) {
        if (groups.isEmpty()) {
            return;
        }
        String[] parts = groups.split(":");
        boolean hasVersion4 = parts[parts.length - 1].indexOf('.') >= 0;
        int length = 2 * parts.length + (hasVersion4 ? 2 : 0);
        int at = last ? VERSION_6_BYTES - length : 0;
        for (String part : parts) {
            if (part.indexOf('.') >= 0) {
                putVersion4(part, bytes, at);
            } else {
                int value = Integer.parseInt(part, 16);
                bytes[at] = (byte) (value >> 8);
                bytes[at + 1] = (byte) value;
            }
            at += 2;
        }
    }

    private static void putVersion4(String address, byte[] bytes, int at) {
        int index = at;
        int value = 0;
        for (int i = 0; i < address.length(); i++) {
            char c = address.charAt(i);
            if (c == '.') {
                bytes[index++] = (byte) value;
                value = 0;
            } else {
                value = 10 * value + c - '0';
            }
        }
        bytes[index] = (byte) value;
    }
}
