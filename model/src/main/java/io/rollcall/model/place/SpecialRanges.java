package io.rollcall.model.place;

import java.util.stream.Stream;

/**
 * The ranges of addresses from which no login comes over the internet. Source: the IANA registries "IPv4 Special-Purpose
 * Address Space" and "IPv6 Special-Purpose Address Space" (RFC 6890 and later), without the ranges that these call globally
 * reachable, and "IPv4 Multicast Address Space". Of IPv6, only 2000::/3 is allocated for global unicast ("Internet Protocol
 * Version 6 Address Space").
 */
final class SpecialRanges {
    private static final Range[] VERSION_4 = ranges(
            "0.0.0.0/8", // this network
            "10.0.0.0/8", // private use
            "100.64.0.0/10", // carrier-grade NAT
            "127.0.0.0/8", // loopback
            "169.254.0.0/16", // link-local
            "172.16.0.0/12", // private use
            "192.0.0.0/24", // IETF protocol assignments
            "192.0.2.0/24", // documentation
            "192.88.99.0/24", // 6to4 relays, deprecated
            "192.168.0.0/16", // private use
            "198.18.0.0/15", // benchmarking
            "198.51.100.0/24", // documentation
            "203.0.113.0/24", // documentation
            "224.0.0.0/4", // multicast
            "240.0.0.0/4"); // reserved, and the limited broadcast

    private static final Range GLOBAL_UNICAST = range("2000::/3");
    /** Those within global unicast. */
    private static final Range[] VERSION_6 = ranges(
            "2001::/23", // IETF protocol assignments: Teredo, benchmarking, ORCHID
            "2001:db8::/32", // documentation
            "2002::/16", // 6to4
            "3fff::/20"); // documentation

    private SpecialRanges() {}

    private record Range(byte[] prefix, int bits) {
        boolean contains(byte[] address) {
            return PublicAddress.startsWith(address, prefix, bits);
        }
    }

    private static Range[] ranges(String... ranges) {
        return Stream.of(ranges).map(SpecialRanges::range).toArray(Range[]::new);
    }

    private static Range range(String range) {
        String[] parts = range.split("/");
        return new Range(PublicAddress.bytes(parts[0]), Integer.parseInt(parts[1]));
    }

    /** Whether an address of 4 or 16 bytes is one of the public internet. */
    static boolean isPublic(byte[] address) {
        if (address.length == 16 && !GLOBAL_UNICAST.contains(address)) {
            return false;
        }
        for (Range range : address.length == 4 ? VERSION_4 : VERSION_6) {
            if (range.contains(address)) {
                return false;
            }
        }
        return true;
    }
}
