package io.rollcall.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * A viewer of the stream: splits the bytes of a connection into events. It parses only what it needs, because there are
 * many viewers.
 */
final class StreamViewer {
    /** Receives the events of a viewer. */
    interface Listener {
        /** @param data the JSON of the event; null if the viewer was created without {@code wantsData} */
        void event(StreamViewer viewer, long id, String name, String data);
    }

    /** The bytes of a line that are kept, enough for ids and names. */
    private static final int PREFIX = 80;

    private final Listener listener;
    private final boolean wantsData;
    private final byte[] line = new byte[PREFIX];
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private int length;
    private long id = -1;
    private String name = "";
    private boolean inData;

    /** The id of the last event; -1 before the first. */
    long lastId = -1;

    /** The number of ids skipped so far. */
    long missed;
    /** The number of snapshots received: more than 1 if the viewer had to start again. */
    int snapshots;

    StreamViewer(Listener listener, boolean wantsData) {
        this.listener = listener;
        this.wantsData = wantsData;
    }

    /** Reads what has arrived; returns false at the end of the stream. */
    boolean read(SocketChannel channel, ByteBuffer buffer) throws IOException {
        buffer.clear();
        int read = channel.read(buffer);
        if (read < 0) {
            return false;
        }
        buffer.flip();
        while (buffer.hasRemaining()) {
            take(buffer.get());
        }
        return true;
    }

    private void take(byte next) {
        if (next == '\n') {
            endLine();
            length = 0;
            return;
        }
        if (length < PREFIX) {
            line[length] = next;
            inData = length == 5 ? line[0] == 'd' && line[4] == ':' : inData && length > 5;
        } else if (wantsData && inData) {
            data.write(next);
        }
        length++;
    }

    private void endLine() {
        if (length == 0) {
            return;
        }
        String start = new String(line, 0, Math.min(length, PREFIX), StandardCharsets.UTF_8);
        if (start.startsWith("id: ")) {
            id = Long.parseLong(start.substring(start.lastIndexOf('-') + 1).trim());
        } else if (start.startsWith("event: ")) {
            name = start.substring(7).trim();
        } else if (start.startsWith("data: ")) {
            if (name.equals("snapshot")) {
                snapshots++;
            } else if (lastId >= 0 && id > lastId + 1) {
                missed += id - lastId - 1;
            }
            lastId = id;
            listener.event(
                    this, id, name, wantsData ? start.substring(6) + data.toString(StandardCharsets.UTF_8) : null);
        }
        data.reset();
        inData = false;
    }
}
