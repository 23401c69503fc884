package io.rollcall.app.tail;

import java.time.Clock;

/**
 * The columns of times: whole, or short for a terminal, where the first heading names their zone.
 *
 * @param isShort whether to show them short
 * @param clock for what is today
 */
record TimeColumns(boolean isShort, Clock clock) {
    private static final int WHOLE = 24;

    /** The Unix time of a raw login in milliseconds, which is shown as it is. */
    private static final int UNIX_MILLIS = 13;

    /** The Kafka timestamp of the record. */
    Column ofRecord() {
        return column(
                isShort ? "TIME UTC" : "TIME",
                ShortTime.LENGTH,
                (record, json) -> isShort && record.timestamp() >= 0
                        ? ShortTime.millis(record.timestamp(), clock.millis())
                        : TextFormat.time(record));
    }

    /** A time of the value, with milliseconds. */
    Column millis(String name, String path) {
        return column(name, UNIX_MILLIS, (record, json) -> {
            String text = Column.shown(Fields.find(json, path));
            return isShort ? ShortTime.millis(text, clock.millis()) : text;
        });
    }

    /** A time of the value, to the second where it is short. */
    Column seconds(String name, String path) {
        return column(name, UNIX_MILLIS, (record, json) -> {
            String text = Column.shown(Fields.find(json, path));
            return isShort ? ShortTime.seconds(text, clock.millis()) : text;
        });
    }

    private Column column(String name, int shortWidth, Column.Cell cell) {
        int width = isShort ? shortWidth : WHOLE;
        return new Column(name, width, width, 0, false, cell);
    }
}
