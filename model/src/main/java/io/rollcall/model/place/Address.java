package io.rollcall.model.place;

/**
 * The address in what sources write: with ports, brackets, zones, quotes, as {@code for=} of the header Forwarded (RFC 7239), or
 * in a list. Names are never looked up.
 */
public final class Address {
    /** The longest address: IPv6 with an IPv4 part, and a port. */
    private static final int MAX_LENGTH = 100;

    private static final String FORWARDED_FOR = "for=";

    private Address() {}

    /** The first address of a text; null if that is none. */
    public static String of(String text) {
        String first = unwrapped(first(text));
        if (first.isEmpty() || first.length() > MAX_LENGTH) {
            return null;
        }
        if (first.charAt(0) == '[') {
            int close = first.indexOf(']');
            boolean port = close > 0 && first.length() > close + 1;
            boolean valid = close > 0 && (!port || first.charAt(close + 1) == ':' && isPort(first, close + 2));
            return valid ? version6(first.substring(1, close)) : null;
        }
        int colon = first.indexOf(':');
        if (colon < 0) {
            return isVersion4(first) ? first : null;
        }
        if (first.indexOf(':', colon + 1) > 0) {
            return version6(first);
        }
        String host = first.substring(0, colon);
        return isVersion4(host) && isPort(first, colon + 1) ? host : null;
    }

    private static String first(String text) {
        int start = 0;
        while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        int end = start;
        while (end < text.length() && !isSeparator(text.charAt(end))) {
            end++;
        }
        return text.substring(start, end);
    }

    /** Without the quotes around it, and the name of the parameter in RFC 7239; others name proxies. */
    private static String unwrapped(String word) {
        int start = word.regionMatches(true, 0, FORWARDED_FOR, 0, FORWARDED_FOR.length()) ? FORWARDED_FOR.length() : 0;
        int end = word.length();
        boolean quoted = end - start >= 2
                && (word.charAt(start) == '"' || word.charAt(start) == '\'')
                && word.charAt(end - 1) == word.charAt(start);
        return quoted ? word.substring(start + 1, end - 1) : word.substring(start);
    }

    /** Whether a character separates the addresses of a list. */
    static boolean isSeparator(char c) {
        return c == ',' || c == ';' || Character.isWhitespace(c);
    }

    private static boolean isPort(String text, int from) {
        int digits = text.length() - from;
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return digits >= 1 && digits <= 5;
    }

    private static boolean isVersion4(String text) {
        int parts = 0;
        int start = 0;
        while (true) {
            int dot = text.indexOf('.', start);
            int end = dot < 0 ? text.length() : dot;
            if (end == start || end - start > 3) {
                return false;
            }
            int value = 0;
            for (int i = start; i < end; i++) {
                char c = text.charAt(i);
                if (c < '0' || c > '9') {
                    return false;
                }
                value = value * 10 + c - '0';
            }
            parts++;
            if (value > 255) {
                return false;
            }
            if (dot < 0) {
                return parts == 4;
            }
            start = end + 1;
        }
    }

    /** The address without its zone; null if it is none. */
    private static String version6(String text) {
        int zone = text.indexOf('%');
        String address = zone < 0 ? text : text.substring(0, zone);
        int gap = address.indexOf("::");
        if (gap >= 0 && address.indexOf("::", gap + 1) >= 0) {
            return null;
        }
        int groups;
        if (gap < 0) {
            groups = groups(address, true);
            return groups == 8 ? address : null;
        }
        int before = gap == 0 ? 0 : groups(address.substring(0, gap), false);
        int after = gap + 2 == address.length() ? 0 : groups(address.substring(gap + 2), true);
        return before >= 0 && after >= 0 && before + after < 8 ? address : null;
    }

    /**
     * The number of groups of 16 bits; -1 if a group is none.
     *
     * @param last whether the end may be an IPv4 address
     */
    private static int groups(String text, boolean last) {
        String[] parts = text.split(":", -1);
        int groups = parts.length;
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i];
            if (last && i == parts.length - 1 && part.indexOf('.') >= 0) {
                if (!isVersion4(part)) {
                    return -1;
                }
                groups++;
            } else if (part.isEmpty()
                    || part.length() > 4
                    || !part.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128)) {
                return -1;
            }
        }
        return groups;
    }
}
