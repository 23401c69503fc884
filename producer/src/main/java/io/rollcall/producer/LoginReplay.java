package io.rollcall.producer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.UnaryOperator;

/**
 * Recorded raw logins as NDJSON: one record per line, in order, with the bytes of the line as its value and without a
 * key. A line ends with a line feed, which is not part of the value; a carriage return before it is. Lines that consist
 * of spaces, tabs and carriage returns are skipped. Memory holds one line at a time. The caller closes the stream.
 */
public final class LoginReplay implements LoginSource {
    private static final int BUFFER_SIZE = 1 << 16;

    private final InputStream in;
    private final UnaryOperator<byte[]> transform;
    private final byte[] buffer = new byte[BUFFER_SIZE];
    private int position;
    private int limit;

    /** Replays the lines as they are. */
    public LoginReplay(InputStream in) {
        this(in, UnaryOperator.identity());
    }

    /** Replays the lines with their event times moved to the present. */
    public LoginReplay(InputStream in, Restamp restamp) {
        this(in, restamp::apply);
    }

    private LoginReplay(InputStream in, UnaryOperator<byte[]> transform) {
        this.in = in;
        this.transform = transform;
    }

    @Override
    public LoginRecord next() throws IOException {
        byte[] line;
        do {
            line = readLine();
        } while (line != null && isBlank(line));
        return line == null ? null : new LoginRecord(null, transform.apply(line));
    }

    /** The next line without its line feed, or null at the end. */
    private byte[] readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (position < limit || fill()) {
            int start = position;
            while (position < limit && buffer[position] != '\n') {
                position++;
            }
            line.write(buffer, start, position - start);
            if (position < limit) {
                position++;
                return line.toByteArray();
            }
        }
        return line.size() == 0 ? null : line.toByteArray();
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, in.read(buffer));
        return limit > 0;
    }

    private static boolean isBlank(byte[] line) {
        for (byte b : line) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }
}
