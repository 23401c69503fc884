package io.rollcall.app.trial;

import io.rollcall.app.tail.ReadableText;
import io.rollcall.app.terminal.DisplayText;
import io.rollcall.model.place.Region;
import io.rollcall.model.text.IsoTime;
import io.rollcall.source.MappedLogin;
import io.rollcall.source.trial.Fate;
import io.rollcall.source.trial.Tried;

/** One line for what becomes of a record or element. Whatever the record holds, the line is safe on a terminal. */
public final class TrialText {
    private static final int LABEL_COLUMNS = 8;
    private static final int FATE_COLUMNS = 8;
    private static final int TIME_COLUMNS = 24;
    private static final int PLACE_COLUMNS = 8;
    private static final int USER_COLUMNS = 24;
    private static final int DEVICE_COLUMNS = 12;
    private static final int IP_COLUMNS = 15;

    private TrialText() {}

    /** The headings of the lines. */
    public static String heading() {
        return DisplayText.pad("RECORD", LABEL_COLUMNS, false) + "  " + DisplayText.pad("RESULT", FATE_COLUMNS, false)
                + "  " + columns("TIME", "AT", "USER", "DEVICE", "ADDRESS") + "  REASON";
    }

    /** The line. @param label how the record is called */
    public static String line(String label, Tried tried) {
        StringBuilder line = new StringBuilder(DisplayText.pad(label, LABEL_COLUMNS, false));
        line.append("  ").append(DisplayText.pad(tried.fate().wireName(), FATE_COLUMNS, false));
        if (tried.login() != null) {
            line.append("  ").append(fields(tried));
        }
        String reason = reason(tried);
        if (!reason.isEmpty()) {
            line.append("  ").append(reason);
        }
        return line.toString().stripTrailing();
    }

    private static String fields(Tried tried) {
        MappedLogin login = tried.login();
        return columns(
                login.timeMillis() == null ? shown(login.timeText()) : IsoTime.format(login.timeMillis()),
                place(tried),
                shown(login.user()),
                shown(login.device()),
                shown(login.ip()));
    }

    private static String columns(String time, String place, String user, String device, String ip) {
        return String.join(
                "  ",
                cell(time, TIME_COLUMNS),
                cell(place, PLACE_COLUMNS),
                cell(user, USER_COLUMNS),
                cell(device, DEVICE_COLUMNS),
                DisplayText.pad(ip, IP_COLUMNS, false));
    }

    /** Cut, so that the columns stay in line. */
    private static String cell(String text, int columns) {
        return DisplayText.pad(DisplayText.cut(text, columns), columns, false);
    }

    /** The state or the country, by its code. */
    private static String place(Tried tried) {
        String place = tried.locale() == null ? tried.login().place() : tried.locale();
        return Region.UNKNOWN.equals(place) ? "-" : shown(place);
    }

    private static String reason(Tried tried) {
        if (tried.fate() == Fate.REJECTED) {
            return tried.reason().wireName() + ": " + ReadableText.escaped(tried.detail());
        }
        boolean failed = tried.login() != null && tried.login().reason() != null;
        String reason = failed ? ReadableText.escaped(tried.login().reason()) : "";
        if (tried.fate() != Fate.LATE) {
            return reason;
        }
        return "reached Kafka " + Durations.text(tried.delayMillis()) + " after the event"
                + (failed ? "; " + reason : "");
    }

    private static String shown(String text) {
        return text == null ? "-" : ReadableText.escaped(text);
    }
}
