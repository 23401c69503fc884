package io.rollcall.dashboard.health;

import java.util.Locale;
import java.util.Map;

/** Writes the text format of Prometheus, version 0.0.4. */
final class MetricsText {
    private final StringBuilder text = new StringBuilder(2048);

    /** Writes the header of a metric; its samples follow. */
    MetricsText metric(String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        return this;
    }

    /** Writes a sample of the metric started last. Labels may be empty. */
    MetricsText sample(String name, Map<String, String> labels, double value) {
        text.append(name);
        if (!labels.isEmpty()) {
            text.append('{');
            labels.forEach((label, content) ->
                    text.append(label).append("=\"").append(escape(content)).append("\","));
            text.setCharAt(text.length() - 1, '}');
        }
        text.append(' ').append(number(value)).append('\n');
        return this;
    }

    /** Writes a metric with one sample and no labels. */
    MetricsText single(String name, String type, String help, double value) {
        return metric(name, type, help).sample(name, Map.of(), value);
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.3f", value);
    }

    private static String escape(String content) {
        return content.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
