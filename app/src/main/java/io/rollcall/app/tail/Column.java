package io.rollcall.app.tail;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.app.terminal.ColumnWidths;
import io.rollcall.app.terminal.DisplayText;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A column of a table of records.
 *
 * @param name its heading
 * @param whole columns of a terminal that its cells usually need; 0 if they may have any length
 * @param least columns of a terminal to which its cells may be cut
 * @param rank 0 if it always stays; of the others the highest is left out of a narrow terminal first
 * @param right whether its cells are aligned right
 * @param cell the text of a cell
 */
record Column(String name, int whole, int least, int rank, boolean right, Cell cell) {
    private static final int ANY = 100_000;

    /** Makes the text of a cell from the record and its value as JSON (a missing node if it is not JSON). */
    @FunctionalInterface
    interface Cell {
        String of(ConsumerRecord<byte[], byte[]> record, JsonNode json);
    }

    static Column id() {
        return new Column("ID", 9, 9, 0, false, (record, json) -> record.partition() + "-" + record.offset());
    }

    static Column text(String name, int width, String path) {
        return new Column(name, width, width, 0, false, (record, json) -> shown(Fields.find(json, path)));
    }

    static Column number(String name, int width, String path) {
        return new Column(name, width, width, 0, true, (record, json) -> {
            JsonNode field = Fields.find(json, path);
            return field.isFloatingPointNumber()
                    ? String.format(Locale.ROOT, "%.1f", field.doubleValue())
                    : shown(field);
        });
    }

    /** The column, whose cells may be cut to this many columns of the terminal. */
    Column cutTo(int columns) {
        return new Column(name, whole, columns, rank, right, cell);
    }

    /** The column, which a narrow terminal leaves out, the one with the highest rank first. */
    Column ofRank(int newRank) {
        return new Column(name, whole, least, newRank, right, cell);
    }

    ColumnWidths.Need need() {
        int heading = DisplayText.width(name);
        return new ColumnWidths.Need(Math.max(heading, whole == 0 ? ANY : whole), Math.max(heading, least), rank);
    }

    static String shown(JsonNode field) {
        if (field.isMissingNode() || field.isNull()) {
            return "-";
        }
        return ReadableText.line(field.isValueNode() ? field.asText() : field.toString());
    }
}
