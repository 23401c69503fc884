package io.rollcall.app.tail;

import io.rollcall.model.settings.UserError;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Writes the records that pass a filter, up to a limit. One thread prints; any may ask {@link #isDone}. */
public final class RecordPrinter {
    private final RecordFormat format;
    private final RecordFilter filter;
    private final OutputStream out;
    private long left;
    private volatile boolean done;

    /** A printer of at most {@code limit} records. */
    public RecordPrinter(RecordFormat format, RecordFilter filter, long limit, OutputStream out) {
        this.format = format;
        this.filter = filter;
        this.left = limit;
        this.out = new BufferedOutputStream(out, 1 << 16);
        this.done = limit == 0;
    }

    /** Whether the limit is reached, or the output is closed. */
    public boolean isDone() {
        return done;
    }

    /** Writes the records that pass the filter, and flushes. @throws UserError if they cannot be written */
    void print(Iterable<ConsumerRecord<byte[], byte[]>> records, ScanProgress progress) {
        try {
            boolean any = false;
            for (ConsumerRecord<byte[], byte[]> record : records) {
                progress.step();
                if (!done && filter.test(record)) {
                    if (!any) {
                        any = true;
                        progress.clear();
                    }
                    format.write(record, out);
                    done = --left == 0;
                }
            }
            if (any) {
                out.flush();
            }
        } catch (IOException e) {
            done = true;
            // The reader of the output, such as `head`, has ended: no error.
            if (!String.valueOf(e.getMessage()).contains("Broken pipe")) {
                throw new UserError("cannot write the output: " + e.getMessage(), e);
            }
        }
    }
}
