package io.rollcall.app.tail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.rollcall.model.settings.Topics;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A table with a heading above the first record. A field that a record lacks is shown as {@code -}. */
public final class TableFormat implements RecordFormat {
    private final List<Column> columns;
    private boolean headingWritten;

    private TableFormat(List<Column> columns) {
        this.columns = columns;
    }

    /** The table of one of Rollcall's topics; empty for other topics. */
    public static Optional<TableFormat> of(String topic, Topics topics) {
        if (topic.equals(topics.stats())) {
            return Optional.of(table(
                    Column.text("WINDOW START", 24, "window.start"),
                    Column.text("WINDOW END", 24, "window.end"),
                    Column.text("LOCALE", 6, "locale"),
                    Column.number("LOGINS", 8, "logins"),
                    Column.number("USERS", 8, "unique_users"),
                    Column.number("DEVICES", 8, "distinct_devices")));
        }
        if (topic.equals(topics.progress())) {
            return Optional.of(table(
                    Column.text("JOB", 16, "job"),
                    Column.number("BATCH", 7, "batch"),
                    Column.number("LAG", 9, "lag"),
                    Column.number("ROWS/S", 9, "rows_per_second"),
                    Column.number("BATCH MS", 8, "batch_millis"),
                    Column.text("COMPLETE THROUGH", 24, "complete_through"),
                    Column.number("STATE", 8, "state_rows"),
                    Column.number("DROPPED", 7, "dropped_rows"),
                    Column.text("CATCHING UP", 11, "catching_up")));
        }
        if (topic.equals(topics.rejected())) {
            return Optional.of(table(
                    Column.text("REASON", 17, "reason"),
                    Column.text("DETAIL", 60, "detail"),
                    new Column("VALUE", 0, (record, json) -> rawValue(json))));
        }
        List<Column> login = List.of(
                Column.text("LOCALE", 6, "locale"),
                Column.text("USER", 36, "user_id"),
                Column.text("DEVICE", 11, "device_id"),
                Column.text("TYPE", 8, "device_type"),
                Column.text("VERSION", 10, "app_version"),
                Column.text("IP", 15, "ip"),
                Column.text("EVENT TIME", 24, "timestamp"));
        boolean isLogin = Stream.of(topics.raw(), topics.clean(), topics.late()).anyMatch(topic::equals);
        return isLogin ? Optional.of(table(login.toArray(Column[]::new))) : Optional.empty();
    }

    /** A table of these fields. */
    public static TableFormat of(Fields fields) {
        return table(fields.paths().stream()
                .map(path -> Column.text(path, Math.max(12, path.length()), path))
                .toArray(Column[]::new));
    }

    private static TableFormat table(Column... columns) {
        return new TableFormat(Stream.concat(Stream.of(Column.time(), Column.id()), Stream.of(columns))
                .toList());
    }

    @Override
    public void write(ConsumerRecord<byte[], byte[]> record, OutputStream out) throws IOException {
        StringBuilder lines = new StringBuilder(160);
        if (!headingWritten) {
            headingWritten = true;
            lines.append(line(columns.stream().map(column -> column.padded(column.name()))))
                    .append('\n');
        }
        JsonNode tree = Fields.tree(record.value());
        JsonNode json = tree == null ? MissingNode.getInstance() : tree;
        lines.append(line(columns.stream().map(column -> column.padded(column.cell(record, json)))));
        out.write(lines.append('\n').toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String line(Stream<String> cells) {
        return cells.collect(Collectors.joining("  ")).stripTrailing();
    }

    private static String rawValue(JsonNode rejected) {
        byte[] value = RejectedValue.bytes(rejected);
        return value == null ? "-" : ReadableText.line(value);
    }
}
