package io.rollcall.bench.peers;

import io.rollcall.kafka.KafkaSettings;
import io.rollcall.model.settings.Topics;
import io.rollcall.model.stats.StatsJson;
import io.rollcall.model.stats.WindowStats;
import io.rollcall.testkit.oracle.Comparison;
import io.rollcall.testkit.oracle.Oracle;
import io.rollcall.testkit.oracle.TopicRecords;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compares the output of an engine with the oracle, which reads the raw topic alone. */
final class OracleCheck {
    private OracleCheck() {}

    /** Argument: bootstrap server. Prints {@code verdict exact}, or what is wrong. */
    public static void main(String[] args) {
        KafkaSettings kafka = new KafkaSettings(args[0], null);
        Oracle oracle = Oracle.of(kafka, Topics.DEFAULT.raw());
        List<String> differences =
                new Comparison(kafka, Topics.DEFAULT, oracle).topics().rows().differences();
        System.out.println("verdict " + (differences.isEmpty() ? "exact" : wrong(kafka, oracle)));
        differences.stream().limit(5).forEach(System.out::println);
        System.out.println("checked");
    }

    private static String wrong(KafkaSettings kafka, Oracle oracle) {
        Map<String, Long> found = new HashMap<>();
        TopicRecords.forEach(kafka, Topics.DEFAULT.stats(), message -> {
            WindowStats row = StatsJson.read(message.value());
            found.merge(row.key(), row.logins(), Math::max);
        });
        Map<String, Long> wanted = new TreeMap<>(oracle.loginCounts());
        long rows = 0;
        long missing = 0;
        for (Map.Entry<String, Long> row : wanted.entrySet()) {
            long difference = row.getValue() - found.getOrDefault(row.getKey(), 0L);
            rows += difference == 0 ? 0 : 1;
            missing += difference;
        }
        long all = wanted.values().stream().mapToLong(Long::longValue).sum();
        return String.format(
                "WRONG: %d of %d rows differ, %.1f %% of what they count is missing",
                rows, wanted.size(), 100.0 * missing / all);
    }
}
