package io.rollcall.app.tail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.rollcall.app.terminal.ColumnWidths;
import io.rollcall.app.terminal.DisplayText;
import io.rollcall.app.terminal.Layout;
import io.rollcall.model.settings.Topics;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A table with a heading above the first record. A field that a record lacks is shown as {@code -}. For a terminal it
 * leaves out columns and cuts cells, so that each record takes one line. Else it cuts nothing.
 */
public final class TableFormat implements RecordFormat {
    private final List<Column> columns;
    private final int[] widths;
    private final boolean cuts;
    private boolean headingWritten;

    private TableFormat(List<Column> columns, Layout layout) {
        this.columns = columns;
        cuts = layout.fits();
        widths = cuts
                ? ColumnWidths.fit(columns.stream().map(Column::need).toList(), layout.width())
                : columns.stream().mapToInt(Column::whole).toArray();
    }

    /** The table of one of Rollcall's topics; empty for other topics. @param clock for what is today */
    public static Optional<TableFormat> of(String topic, Topics topics, Layout layout, Clock clock) {
        TimeColumns times = new TimeColumns(layout.fits(), clock);
        return columns(topic, topics, times).map(columns -> table(columns, times, layout));
    }

    /** A table of these fields. @param clock for what is today */
    public static TableFormat of(Fields fields, Layout layout, Clock clock) {
        List<Column> columns = fields.paths().stream()
                .map(path -> Column.text(path, Math.max(12, path.length()), path))
                .map(column -> column.cutTo(6))
                .toList();
        return table(columns, new TimeColumns(layout.fits(), clock), layout);
    }

    private static TableFormat table(List<Column> columns, TimeColumns times, Layout layout) {
        return new TableFormat(
                Stream.concat(Stream.of(times.ofRecord(), Column.id()), columns.stream())
                        .toList(),
                layout);
    }

    private static Optional<List<Column>> columns(String topic, Topics topics, TimeColumns times) {
        if (topic.equals(topics.stats())) {
            return Optional.of(List.of(
                    times.seconds("WINDOW START", "window.start"),
                    times.seconds("WINDOW END", "window.end").ofRank(3),
                    Column.text("LOCALE", 6, "locale"),
                    Column.number("LOGINS", 8, "logins"),
                    Column.number("USERS", 8, "unique_users").ofRank(1),
                    Column.number("DEVICES", 8, "distinct_devices").ofRank(2)));
        }
        if (topic.equals(topics.progress())) {
            return Optional.of(List.of(
                    Column.text("JOB", 16, "job"),
                    Column.number("BATCH", 7, "batch").ofRank(6),
                    Column.number("LAG", 8, "lag"),
                    Column.number("ROWS/S", 9, "rows_per_second").ofRank(2),
                    Column.number("BATCH MS", 8, "batch_millis").ofRank(3),
                    times.millis("COMPLETE THROUGH", "complete_through").ofRank(1),
                    Column.number("STATE", 8, "state_rows").ofRank(4),
                    Column.number("DROPPED", 7, "dropped_rows").ofRank(5),
                    Column.text("CATCHING UP", 11, "catching_up").ofRank(7)));
        }
        if (topic.equals(topics.rejected())) {
            return Optional.of(List.of(
                    Column.text("REASON", 17, "reason"),
                    Column.text("DETAIL", 60, "detail").cutTo(30),
                    new Column("VALUE", 0, 20, 1, false, (record, json) -> rawValue(json))));
        }
        boolean isLogin = Stream.of(topics.raw(), topics.clean(), topics.late()).anyMatch(topic::equals);
        return isLogin
                ? Optional.of(List.of(
                        Column.text("LOCALE", 6, "locale"),
                        Column.text("USER", 36, "user_id").cutTo(12),
                        Column.text("DEVICE", 11, "device_id").ofRank(2),
                        Column.text("TYPE", 8, "device_type").ofRank(3),
                        Column.text("VERSION", 10, "app_version").ofRank(5),
                        Column.text("IP", 15, "ip").ofRank(4),
                        times.millis("EVENT TIME", "timestamp").ofRank(1)))
                : Optional.empty();
    }

    @Override
    public void write(ConsumerRecord<byte[], byte[]> record, OutputStream out) throws IOException {
        StringBuilder lines = new StringBuilder(160);
        if (!headingWritten) {
            headingWritten = true;
            append(lines, Column::name);
        }
        JsonNode tree = Fields.tree(record.value());
        JsonNode json = tree == null ? MissingNode.getInstance() : tree;
        append(lines, column -> column.cell().of(record, json));
        out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void append(StringBuilder lines, Function<Column, String> cell) {
        StringBuilder line = new StringBuilder(160);
        for (int i = 0; i < widths.length; i++) {
            if (!cuts || widths[i] > 0) {
                String text = cell.apply(columns.get(i));
                line.append(i == 0 ? "" : ColumnWidths.GAP)
                        .append(DisplayText.pad(
                                cuts ? DisplayText.cut(text, widths[i]) : text,
                                widths[i],
                                columns.get(i).right()));
            }
        }
        lines.append(line.toString().stripTrailing()).append('\n');
    }

    private static String rawValue(JsonNode rejected) {
        byte[] value = RejectedValue.bytes(rejected);
        return value == null ? "-" : ReadableText.line(value);
    }
}
