package io.rollcall.app.tail;

import io.rollcall.model.settings.UserError;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Writes the records that are wanted, up to a limit. For one thread at a time. */
public final class RecordPrinter {
    private final RecordFormat format;
    private final RecordFilter filter;
    private final OutputStream out;
    private long left;
    private volatile boolean done;

    /** A printer of at most so many records. */
    public RecordPrinter(RecordFormat format, RecordFilter filter, long limit, OutputStream out) {
        this.format = format;
        this.filter = filter;
        this.left = limit;
        this.out = new BufferedOutputStream(out, 1 << 16);
        this.done = limit == 0;
    }

    /** Whether there is nothing more to do: enough is shown, or nobody reads on. */
    public boolean isDone() {
        return done;
    }

    /** Writes those of the records that pass, and flushes. @throws UserError if they cannot be written */
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
            // Whoever read it has had enough, as `head` has: no error.
            if (!String.valueOf(e.getMessage()).contains("Broken pipe")) {
                throw new UserError("cannot write the output: " + e.getMessage(), e);
            }
        }
    }
}
