package io.rollcall.model.settings;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Addresses that are given away secrets: of a provider that signs people in, and of the page that it sends them to. */
public final class WebAddress {
    static final String RANGE =
            "an address that begins with https://, or on this machine with http://, without ? and #; or empty";

    private WebAddress() {}

    static boolean isValid(String text) {
        try {
            URI uri = new URI(text);
            return isProtected(uri)
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && uri.getUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Whether nobody on the network reads what is sent to this address: {@code https}, or {@code http} to this machine itself. */
    public static boolean isProtected(URI uri) {
        String host = uri.getHost();
        if (host == null) {
            return false;
        }
        return "https".equalsIgnoreCase(uri.getScheme())
                || ("http".equalsIgnoreCase(uri.getScheme()) && isLoopback(host.replaceAll("[\\[\\]]", "")));
    }

    /** By its text alone: what a name of the network resolves to may change. */
    private static boolean isLoopback(String host) {
        Optional<InetAddress> address = Network.address(host);
        return host.equalsIgnoreCase("localhost")
                || address.filter(InetAddress::isLoopbackAddress).isPresent();
    }
}
