package io.rollcall.dashboard.wire;

import io.rollcall.model.place.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the proxies on the way of a request wrote into its headers, that of the first one first. */
final class ForwardedHops {
    /** A pair of the header {@code Forwarded}; its value is a token or a quoted string. */
    private static final Pattern PAIR =
            Pattern.compile("\\s*+(\\w++)=(?:\"((?:[^\"\\\\]++|\\\\.)*+)\"|([^\\s\",;]*+))\\s*+");

    private final List<String> clients;
    private final List<String> schemes;
    private final List<String> hosts;
    private final List<String> ports;

    private ForwardedHops(List<String> clients, List<String> schemes, List<String> hosts, List<String> ports) {
        this.clients = clients;
        this.schemes = schemes;
        this.hosts = hosts;
        this.ports = ports;
    }

    /** Those of {@code X-Forwarded-For}, {@code -Proto}, {@code -Host} and {@code -Port}. */
    static ForwardedHops common(Function<String, List<String>> headers) {
        return new ForwardedHops(
                list(headers.apply("X-Forwarded-For")),
                list(headers.apply("X-Forwarded-Proto")),
                list(headers.apply("X-Forwarded-Host")),
                list(headers.apply("X-Forwarded-Port")));
    }

    private static List<String> list(List<String> values) {
        return values.stream()
                .flatMap(value -> Stream.of(value.split(",", -1)))
                .map(String::strip)
                .toList();
    }

    /** Those of {@code Forwarded}. What does not follow its grammar names nobody, as does all before it. */
    static ForwardedHops standard(Function<String, List<String>> headers) {
        ForwardedHops hops =
                new ForwardedHops(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        headers.apply("Forwarded").forEach(hops::addStandard);
        return hops;
    }

    private void addStandard(String header) {
        Matcher pair = PAIR.matcher(header);
        startHop();
        int at = 0;
        while (at < header.length()) {
            pair.region(at, header.length());
            if (!pair.lookingAt()) {
                startHop();
                return;
            }
            String quoted = pair.group(2);
            put(pair.group(1), quoted == null ? pair.group(3) : quoted.replaceAll("\\\\(.)", "$1"));
            at = pair.end();
            if (at < header.length() && header.charAt(at) == ',') {
                startHop();
            } else if (at < header.length() && header.charAt(at) != ';') {
                startHop();
                return;
            }
            at++;
        }
    }

    private void startHop() {
        clients.add("");
        schemes.add("");
        hosts.add("");
        ports.add("");
    }

    private void put(String name, String value) {
        int last = clients.size() - 1;
        switch (name.toLowerCase(Locale.ROOT)) {
            case "for" -> clients.set(last, value);
            case "proto" -> schemes.set(last, value);
            case "host" -> hosts.set(last, value);
            default -> {} // `by` and extensions say nothing about the client
        }
    }

    boolean isEmpty() {
        return clients.isEmpty() && schemes.isEmpty() && hosts.isEmpty() && ports.isEmpty();
    }

    /** Where the request comes from, if the peer and the others of these proxies are trusted. */
    Origin origin(String peer, Predicate<String> trusted) {
        String client = peer;
        int proxies = 1;
        for (int i = clients.size() - 1; i >= 0; i--) {
            String named = Address.of(clients.get(i));
            if (named == null) {
                break; // a proxy that hides its client; what stands before may be anybody's
            }
            client = named;
            if (!trusted.test(named)) {
                break;
            }
            proxies++;
        }
        String scheme = fromEnd(schemes, proxies).toLowerCase(Locale.ROOT);
        scheme = scheme.equals("http") || scheme.equals("https") ? scheme : null;
        return new Origin(client, scheme, host(proxies, scheme));
    }

    private String host(int proxies, String scheme) {
        String host = fromEnd(hosts, proxies);
        if (host.isEmpty()) {
            return null;
        }
        boolean hasPort = host.lastIndexOf(':') > host.lastIndexOf(']');
        String port = fromEnd(ports, proxies);
        boolean needed = port.matches("[0-9]{1,5}") && !port.equals("https".equals(scheme) ? "443" : "80");
        return hasPort || !needed ? host : host + ":" + port;
    }

    /** What the first of so many proxies wrote. A list may be shorter if not every proxy adds to it. */
    private static String fromEnd(List<String> values, int proxies) {
        return values.isEmpty() ? "" : values.get(Math.max(0, values.size() - proxies));
    }
}
