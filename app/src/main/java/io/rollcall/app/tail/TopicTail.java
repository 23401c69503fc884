package io.rollcall.app.tail;

import io.rollcall.model.settings.UserError;
import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Shows records of a topic: spans of its partitions, then new records. */
public final class TopicTail {
    /** Fewer offsets are not worth a second thread. */
    private static final long MANY_OFFSETS = 10_000;

    private static final int MAX_WAITING_BATCHES = 2;

    private final TopicReader reader;
    private final RecordPrinter printer;
    private final PrintWriter terminal;

    /** A tail. @param terminal where to show the progress of a long scan, or null */
    public TopicTail(TopicReader reader, RecordPrinter printer, PrintWriter terminal) {
        this.reader = reader;
        this.printer = printer;
        this.terminal = terminal;
    }

    /** The spans that begin with the last {@code count} records that pass the filter. */
    public Map<TopicPartition, Span> last(int count, Map<TopicPartition, Span> spans, RecordFilter filter) {
        ScanProgress progress = progress(spans);
        Map<TopicPartition, Span> last = reader.last(count, spans, record -> {
            progress.step();
            return filter.test(record);
        });
        progress.clear();
        return last;
    }

    /** Shows the records of these spans, merged by time. */
    public void show(Map<TopicPartition, Span> spans) {
        BoundedRead read = reader.read(spans);
        ScanProgress progress = progress(spans);
        if (read.offsets() < MANY_OFFSETS) {
            while (!read.isDone() && !printer.isDone()) {
                printer.print(read.next(), progress);
            }
        } else {
            showMany(read, progress);
        }
        progress.clear();
    }

    /** Reads while a second thread filters and prints. */
    private void showMany(BoundedRead read, ScanProgress progress) {
        ExecutorService printing = Executors.newSingleThreadExecutor();
        try {
            Deque<Future<?>> waiting = new ArrayDeque<>();
            while (!read.isDone() && !printer.isDone()) {
                List<ConsumerRecord<byte[], byte[]>> records = read.next();
                if (!records.isEmpty()) {
                    waiting.add(printing.submit(() -> printer.print(records, progress)));
                }
                if (waiting.size() > MAX_WAITING_BATCHES) {
                    await(waiting.remove());
                }
            }
            while (!waiting.isEmpty()) {
                await(waiting.remove());
            }
        } finally {
            printing.shutdownNow();
        }
    }

    /** Shows new records after these spans until the printer is done or the process ends. */
    public void follow(Map<TopicPartition, Span> spans) {
        ScanProgress silent = new ScanProgress(null, 0);
        reader.follow(spans);
        while (!printer.isDone()) {
            printer.print(reader.poll(), silent);
        }
    }

    private ScanProgress progress(Map<TopicPartition, Span> spans) {
        return new ScanProgress(
                terminal, spans.values().stream().mapToLong(Span::offsets).sum());
    }

    private static void await(Future<?> printed) {
        try {
            printed.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof UserError error ? error : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted", e);
        }
    }
}
