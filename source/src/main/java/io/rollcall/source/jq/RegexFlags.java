package io.rollcall.source.jq;

/** What the flags of a call mean. */
record RegexFlags(boolean global, boolean ignoreCase, boolean extended, boolean skipEmpty) {
    static RegexFlags of(Object flags) {
        if (flags != null && !(flags instanceof String)) {
            throw new JqError(Values.described(flags) + " is not a string");
        }
        String letters = flags == null ? "" : (String) flags;
        for (int i = 0; i < letters.length(); i++) {
            if ("gixns".indexOf(letters.charAt(i)) < 0) {
                throw new JqError(letters + " is not a modifier string");
            }
        }
        return new RegexFlags(
                letters.contains("g"), letters.contains("i"), letters.contains("x"), letters.contains("n"));
    }
}
