package io.rollcall.kafka;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** The hosts of a bootstrap server. */
final class BootstrapHosts {
    private BootstrapHosts() {}

    /** The hosts, if this machine knows an address of none of them; else empty. @param server HOST:PORT, ... */
    static List<String> unknown(String server) {
        List<String> hosts = Arrays.stream(server.split(","))
                .map(one -> one.strip().replaceFirst("^\\w+://", "").replaceFirst(":\\d+$", ""))
                .distinct()
                .toList();
        return hosts.stream().noneMatch(BootstrapHosts::isKnown) ? hosts : List.of();
    }

    private static boolean isKnown(String host) {
        try {
            return InetAddress.getAllByName(host).length > 0;
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
