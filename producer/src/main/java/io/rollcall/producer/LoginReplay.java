package io.rollcall.producer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Arrays;

/**
 * Recorded raw logins as NDJSON: one record per line, in order, with the bytes of the line as its value and without a
 * key. A line ends with a line feed, which is not part of the value; a carriage return before it is. Lines that consist
 * of spaces, tabs and carriage returns are skipped, and so is a byte order mark at the start of the stream. Memory holds
 * one line at a time, two before the first call of {@link #next}. The caller closes the stream.
 */
public final class LoginReplay implements LoginSource {
    private static final int BUFFER_SIZE = 1 << 16;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream in;
    /** Null if the lines stay as they are. */
    private final Restamp restamp;
    /** Null if no record waits. */
    private final Clock clock;

    private final byte[] buffer = new byte[BUFFER_SIZE];
    private int position;
    private int limit;
    private boolean started;
    /** The line that {@link #peek} has read; null if none waits. */
    private byte[] peeked;
    /** When the record that was returned last is due, ms since the epoch. */
    private long dueMillis = Long.MIN_VALUE;

    /** Replays the lines as they are. */
    public LoginReplay(InputStream in) {
        this(in, null, null);
    }

    /** Replays the lines with their event times moved, all at once. */
    public LoginReplay(InputStream in, Restamp restamp) {
        this(in, restamp, null);
    }

    private LoginReplay(InputStream in, Restamp restamp, Clock clock) {
        this.in = in;
        this.restamp = restamp;
        this.clock = clock;
    }

    /** Replays the lines with their event times moved, each not before its time. */
    public static LoginReplay atTheirTimes(InputStream in, Restamp restamp, Clock clock) {
        return new LoginReplay(in, restamp, clock);
    }

    @Override
    public LoginRecord next() throws IOException {
        byte[] line = peek();
        peeked = null;
        if (line == null || restamp == null) {
            return line == null ? null : new LoginRecord(null, line);
        }
        Restamp.Moved moved = restamp.move(line);
        if (moved.timeMillis() != null) {
            dueMillis = moved.timeMillis();
        }
        return new LoginRecord(null, moved.line());
    }

    @Override
    public long waitMillis() {
        return clock == null || dueMillis == Long.MIN_VALUE ? 0 : dueMillis - clock.millis();
    }

    /** The next line as it stands in the file, or null at the end. {@link #next} returns it too. */
    byte[] peek() throws IOException {
        while (peeked == null) {
            byte[] line = readLine();
            if (line == null) {
                return null;
            }
            peeked = isBlank(line) ? null : line;
        }
        return peeked;
    }

    /** The next line without its line feed, or null at the end. */
    private byte[] readLine() throws IOException {
        byte[] line = readBytes();
        boolean marked = !started && line != null && startsWithMark(line);
        started = true;
        return marked ? Arrays.copyOfRange(line, BYTE_ORDER_MARK.length, line.length) : line;
    }

    private static boolean startsWithMark(byte[] line) {
        return Arrays.equals(line, 0, Math.min(line.length, BYTE_ORDER_MARK.length), BYTE_ORDER_MARK, 0, 3);
    }

    private byte[] readBytes() throws IOException {
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
