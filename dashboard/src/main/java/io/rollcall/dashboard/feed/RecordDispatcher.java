package io.rollcall.dashboard.feed;

import io.rollcall.dashboard.board.StatsBoard;
import io.rollcall.model.login.LoginJson;
import io.rollcall.model.progress.ProgressJson;
import io.rollcall.model.settings.Topics;
import io.rollcall.model.stats.StatsJson;
import io.rollcall.model.stats.WindowStats;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Parses each record and applies it to the board, according to its topic. Records that cannot be parsed are skipped and
 * counted. For one thread, except {@link #skipped()}.
 */
final class RecordDispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(RecordDispatcher.class);

    private final Topics topics;
    private final StatsBoard board;
    private final AtomicLong skipped = new AtomicLong();

    RecordDispatcher(Topics topics, StatsBoard board) {
        this.topics = topics;
        this.board = board;
    }

    /** Records skipped since the start. */
    long skipped() {
        return skipped.get();
    }

    void dispatch(ConsumerRecord<byte[], byte[]> record) {
        try {
            if (record.value() != null) {
                apply(record);
            } else if (record.topic().equals(topics.stats()) && record.key() != null) {
                board.withdrawStats(new String(record.key(), StandardCharsets.UTF_8));
            }
        } catch (RuntimeException unparsable) {
            skipped.incrementAndGet();
            LOG.debug(
                    "skipped {}-{} at {}: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    unparsable.getMessage());
        }
    }

    private void apply(ConsumerRecord<byte[], byte[]> record) {
        String topic = record.topic();
        if (topic.equals(topics.stats())) {
            WindowStats row = StatsJson.read(record.value());
            board.applyStats(
                    row,
                    header(record, WindowStats.USERS_HEADER),
                    header(record, WindowStats.DEVICES_HEADER),
                    header(record, WindowStats.FAILED_USERS_HEADER),
                    record.timestamp());
        } else if (topic.equals(topics.progress())) {
            board.applyProgress(ProgressJson.read(record.value()), record.timestamp());
        } else if (topic.equals(topics.rejected())) {
            board.applyRejected(RejectedPlace.of(record), record.timestamp());
        } else if (topic.equals(topics.late())) {
            board.applyLate(LoginJson.readClean(record.value()).id(), record.timestamp());
        }
    }

    private static byte[] header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : header.value();
    }

    /** Makes the board forget the records of this topic. */
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
