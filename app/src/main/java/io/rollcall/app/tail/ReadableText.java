package io.rollcall.app.tail;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Formats any bytes as one line of text that is safe on a terminal. */
public final class ReadableText {
    private static final int MAX_HEX_BYTES = 32;
    private static final JsonFactory JSON = new JsonFactory();

    private ReadableText() {}

    /** UTF-8 as text, other bytes in hexadecimal with their number, and null as {@code null}. */
    static String line(byte[] bytes) {
        if (bytes == null) {
            return "null";
        }
        String text = text(bytes);
        return text == null ? hex(bytes) : line(text);
    }

    /** Writes {@link #line(byte[])}. Most values need no decoding. */
    static void write(byte[] bytes, OutputStream out) throws IOException {
        out.write(isPlain(bytes) ? bytes : line(bytes).getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isPlain(byte[] bytes) {
        if (bytes == null) {
            return false;
        }
        for (byte b : bytes) {
            if (b < 0x20 || b == 0x7f) {
                return false;
            }
        }
        return true;
    }

    /** Text on one line: line breaks and tabs between JSON tokens become spaces, other control characters are escaped. */
    static String line(String text) {
        if (!hasControls(text)) {
            return text;
        }
        return isJson(text) ? escaped(text.replaceAll("[\\t\\r\\n]", " ")) : escaped(text);
    }

    /** The bytes decoded as UTF-8, or null if they are not UTF-8. */
    static String text(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf('\ufffd') < 0) {
            return text;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static String hex(byte[] bytes) {
        String digits = HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, MAX_HEX_BYTES));
        return "0x" + digits + (bytes.length > MAX_HEX_BYTES ? "…" : "") + " (" + bytes.length + " bytes)";
    }

    /** Whether the text is one or more JSON values. */
    static boolean isJson(String text) {
        try (JsonParser json = JSON.createParser(text)) {
            boolean any = false;
            while (json.nextToken() != null) {
                any = true;
            }
            return any;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean hasControls(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isControl(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** The text with control characters as Unicode escapes. */
    public static String escaped(String text) {
        if (!hasControls(text)) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isControl(c)) {
                escaped.append(String.format("\\u%04x", (int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    /** Characters that move the cursor, break the line or change the direction of writing. */
    private static boolean isControl(char c) {
        return c < 0x20 || c >= 0x7f && (c < 0xa0 || c >= 0x2028 && c <= 0x202e || c >= 0x2066 && c <= 0x2069);
    }
}
