package io.rollcall.source.record;

/** Characters beyond ASCII in bytes, as table 3-7 of the Unicode Standard defines them. */
final class Utf8 {
    private Utf8() {}

    /**
     * Where the character ends that begins here with a byte beyond ASCII.
     *
     * @throws UnusualException if it is not well-formed UTF-8
     */
    static int characterUntil(byte[] in, int from) {
        int first = in[from] & 0xFF;
        int length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        if (first < 0xC2 || first > 0xF4 || from + length > in.length) {
            throw UnusualException.INSTANCE;
        }
        int second = in[from + 1] & 0xFF;
        // Overlong forms, surrogates, and what is beyond the last character show in the second byte.
        int low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
        int high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
        boolean valid = second >= low && second <= high;
        for (int i = from + 2; i < from + length; i++) {
            valid &= (in[i] & 0xC0) == 0x80;
        }
        if (!valid) {
            throw UnusualException.INSTANCE;
        }
        return from + length;
    }
}
