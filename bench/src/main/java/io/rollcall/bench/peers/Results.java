package io.rollcall.bench.peers;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The measurements, by name and engine, with one value per round. */
final class Results {
    private static final String NAME = "%-44s";
    private static final String CELL = "%24s";

    private final Map<String, Map<Engine, List<Double>>> values = new LinkedHashMap<>();
    private final Map<Engine, List<String>> verdicts = new EnumMap<>(Engine.class);

    /** Adds a value and prints it. */
    void add(Engine engine, String name, double value) {
        values.computeIfAbsent(name, n -> new EnumMap<>(Engine.class))
                .computeIfAbsent(engine, e -> new ArrayList<>())
                .add(value);
        System.out.printf("    %-44s %s%n", name, format(value));
    }

    /** Adds a verdict of the oracle and prints it. */
    void addVerdict(Engine engine, String verdict) {
        verdicts.computeIfAbsent(engine, e -> new ArrayList<>()).add(verdict);
        System.out.println("    " + verdict);
    }

    /** Prints the medians, each with its ratio to that of Rollcall, and how many results were exact. */
    void print(List<Engine> engines) {
        StringBuilder table = new StringBuilder(String.format(NAME, "medians (times Rollcall's)"));
        engines.forEach(engine -> table.append(String.format(CELL, engine.label())));
        values.forEach((name, byEngine) -> {
            table.append(String.format("%n" + NAME, name));
            Double rollcall = median(byEngine.get(Engine.ROLLCALL));
            engines.forEach(engine -> table.append(String.format(CELL, cell(median(byEngine.get(engine)), rollcall))));
        });
        table.append(String.format("%n" + NAME, "answers exact by the oracle"));
        engines.forEach(engine -> table.append(String.format(CELL, exact(engine))));
        System.out.println(table);
        verdicts.forEach((engine, all) -> all.stream()
                .filter(verdict -> !verdict.equals("exact"))
                .forEach(verdict -> System.out.println(engine.label() + ": " + verdict)));
    }

    private String exact(Engine engine) {
        List<String> all = verdicts.getOrDefault(engine, List.of());
        return all.stream().filter("exact"::equals).count() + " of " + all.size();
    }

    private static Double median(List<Double> rounds) {
        if (rounds == null) {
            return null;
        }
        List<Double> sorted = rounds.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private static String cell(Double value, Double rollcall) {
        if (value == null) {
            return "-";
        }
        return rollcall == null || rollcall == 0 || value >= Integer.MAX_VALUE || rollcall >= Integer.MAX_VALUE
                ? format(value)
                : String.format(Locale.ROOT, "%s (%.2f)", format(value), value / rollcall);
    }

    private static String format(double value) {
        if (value >= Integer.MAX_VALUE) {
            return "never";
        }
        return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%,.0f", value);
    }
}
