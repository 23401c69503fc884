package io.rollcall.dashboard.feed;

import io.rollcall.dashboard.board.StatsBoard;
import io.rollcall.model.login.LoginJson;
import io.rollcall.model.progress.ProgressJson;
import io.rollcall.model.settings.Topics;
import io.rollcall.model.stats.StatsJson;
import io.rollcall.model.stats.WindowStats;
import io.rollcall.model.text.Json;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands each record to the board by its topic. What is not of the form is skipped and counted, never fatal. */
final class RecordDispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(RecordDispatcher.class);

    private final Topics topics;
    private final StatsBoard board;
    private final AtomicLong skipped = new AtomicLong();

    RecordDispatcher(Topics topics, StatsBoard board) {
        this.topics = topics;
        this.board = board;
    }

    /** How many records were skipped. */
    long skipped() {
        return skipped.get();
    }

    void dispatch(ConsumerRecord<byte[], byte[]> found) {
        if (found.value() == null) {
            return; // a tombstone: the row was compacted away, the window is as it was
        }
        try {
            apply(found);
        } catch (RuntimeException notOfTheForm) {
            skipped.incrementAndGet();
            LOG.debug(
                    "skipped {}-{} at {}: {}",
                    found.topic(),
                    found.partition(),
                    found.offset(),
                    notOfTheForm.getMessage());
        }
    }

    private void apply(ConsumerRecord<byte[], byte[]> found) {
        String topic = found.topic();
        if (topic.equals(topics.stats())) {
            WindowStats row = StatsJson.read(found.value());
            board.applyStats(
                    row,
                    header(found, WindowStats.USERS_HEADER),
                    header(found, WindowStats.DEVICES_HEADER),
                    found.timestamp());
        } else if (topic.equals(topics.progress())) {
            board.applyProgress(ProgressJson.read(found.value()), found.timestamp());
        } else if (topic.equals(topics.rejected())) {
            board.applyRejected(Json.readTree(found.value()), found.timestamp());
        } else if (topic.equals(topics.late())) {
            board.applyLate(LoginJson.readClean(found.value()).id(), found.timestamp());
        }
    }

    private static byte[] header(ConsumerRecord<byte[], byte[]> found, String name) {
        Header header = found.headers().lastHeader(name);
        return header == null ? null : header.value();
    }

    /** Forgets what came from this topic. */
    void forget(String topic) {
        if (topic.equals(topics.stats())) {
            board.clearStats();
        } else if (topic.equals(topics.rejected())) {
            board.clearRejected();
        } else if (topic.equals(topics.late())) {
            board.clearLate();
        } else if (topic.equals(topics.progress())) {
            board.clearProgress();
        }
    }
}
