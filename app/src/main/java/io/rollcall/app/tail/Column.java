package io.rollcall.app.tail;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.BiFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A column of a table of records.
 *
 * @param name its heading
 * @param width characters that its cells usually need; negative to align them right
 * @param cell makes the text of a cell from the record and its value as JSON (a missing node if it is not JSON)
 */
record Column(String name, int width, BiFunction<ConsumerRecord<byte[], byte[]>, JsonNode, String> cell) {
    static Column time() {
        return new Column("TIME", 24, (record, json) -> TextFormat.time(record));
    }

    static Column id() {
        return new Column("ID", 9, (record, json) -> record.partition() + "-" + record.offset());
    }

    static Column text(String name, int width, String path) {
        return new Column(name, width, (record, json) -> shown(Fields.find(json, path)));
    }

    static Column number(String name, int width, String path) {
        return text(name, -width, path);
    }

    String cell(ConsumerRecord<byte[], byte[]> record, JsonNode json) {
        return cell.apply(record, json);
    }

    /** The text padded to the width; longer text is not cut. */
    String padded(String text) {
        String pad = " ".repeat(Math.max(0, Math.abs(width) - text.length()));
        return width < 0 ? pad + text : text + pad;
    }

    private static String shown(JsonNode field) {
        if (field.isMissingNode() || field.isNull()) {
            return "-";
        }
        return ReadableText.line(field.isValueNode() ? field.asText() : field.toString());
    }
}
