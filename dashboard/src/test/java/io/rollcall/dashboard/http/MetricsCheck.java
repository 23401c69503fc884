package io.rollcall.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks metrics in Prometheus text format against the {@code x-metrics} of the document: names, types and labels. */
final class MetricsCheck {
    private static final Pattern TYPE = Pattern.compile("# TYPE ([a-z_]+) (gauge|counter)");
    private static final Pattern HELP = Pattern.compile("# HELP ([a-z_]+) \\S.*");
    private static final Pattern SAMPLE = Pattern.compile("([a-z_]+)(?:[{](.*)[}])? -?[0-9]+([.][0-9]+)?");
    private static final Pattern LABEL = Pattern.compile("([a-z]+)=\"[^\"]*\"");

    private MetricsCheck() {}

    static void check(JsonNode documented, String text) {
        Set<String> found = new TreeSet<>();
        for (String line : text.lines().toList()) {
            Matcher type = TYPE.matcher(line);
            Matcher sample = SAMPLE.matcher(line);
            if (type.matches()) {
                found.add(type.group(1));
                assertThat(type.group(2))
                        .as("type of %s", type.group(1))
                        .isEqualTo(documented.path(type.group(1)).path("type").asText());
            } else if (sample.matches()) {
                String labels = sample.group(2) == null ? "" : sample.group(2);
                assertThat(LABEL.matcher(labels).results().map(label -> label.group(1)))
                        .as("labels of %s", line)
                        .containsExactlyElementsOf(labels(documented.path(sample.group(1))));
            } else {
                assertThat(line).matches(HELP);
            }
        }
        Set<String> all = new TreeSet<>();
        Set<String> always = new TreeSet<>();
        documented.properties().forEach(metric -> {
            all.add(metric.getKey());
            if (!metric.getValue().path("optional").booleanValue()) {
                always.add(metric.getKey());
            }
        });
        assertThat(all).as("documented metrics").containsAll(found);
        assertThat(found).as("metrics of the server").containsAll(always);
    }

    private static List<String> labels(JsonNode metric) {
        List<String> labels = new ArrayList<>();
        metric.path("labels").forEach(label -> labels.add(label.textValue()));
        return labels;
    }

    /** The names of the metrics that have samples. */
    static Set<String> sampled(String text) {
        Set<String> names = new TreeSet<>();
        for (String line : text.lines().toList()) {
            Matcher sample = SAMPLE.matcher(line);
            if (sample.matches()) {
                names.add(sample.group(1));
            }
        }
        return names;
    }
}
