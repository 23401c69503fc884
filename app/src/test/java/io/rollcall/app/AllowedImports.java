package io.rollcall.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The table of packages that {@link ArchitectureTest} holds. */
final class AllowedImports {
    private AllowedImports() {}

    /** Every package, and the packages that it may import. A package imports only packages above it, so no cycle exists. */
    static Map<String, List<String>> byPackage() {
        Map<String, List<String>> may = new LinkedHashMap<>();
        may.put("model", List.of());
        may.put("model.text", List.of());
        may.put("model.process", List.of());
        may.put("model.place", List.of("model.text"));
        may.put("model.login", List.of("model.text", "model.place"));
        may.put("model.stats", List.of("model.text"));
        may.put("model.settings", List.of("model.text", "model.place", "model.login", "model.stats"));
        may.put("model.progress", List.of("model.text", "model.stats", "model.settings"));
        may.put("model.health", List.of("model.text", "model.progress", "model.settings"));
        may.put("source.regex", List.of());
        may.put("source.jq", List.of("model.text", "source.regex"));
        may.put("source.record", List.of("model.login", "source.jq"));
        may.put("source.mapping", List.of("model.text", "model.login", "model.settings", "source.jq"));
        may.put("source.compile", List.of("source.jq", "source.record", "source.mapping"));
        may.put(
                "source",
                List.of(
                        "model.text",
                        "model.place",
                        "model.login",
                        "source.jq",
                        "source.record",
                        "source.mapping",
                        "source.compile"));
        may.put(
                "source.suggest",
                List.of(
                        "model.text",
                        "model.place",
                        "model.login",
                        "source",
                        "source.jq",
                        "source.mapping",
                        "source.record"));
        may.put("source.trial", List.of("model.text", "model.place", "model.login", "source", "source.mapping"));
        may.put("geo", List.of("model.place", "model.settings"));
        may.put("kafka", List.of("model.settings"));
        may.put(
                "kafka.newest",
                List.of("model.text", "model.place", "model.login", "model.progress", "model.settings", "kafka"));
        may.put("testkit", List.of());
        may.put("testkit.geo", List.of("testkit"));
        may.put(
                "testkit.oracle",
                List.of("model.text", "model.place", "model.login", "model.stats", "model.settings", "kafka"));
        may.put(
                "producer",
                List.of(
                        "model.text",
                        "model.place",
                        "model.login",
                        "model.settings",
                        "source",
                        "source.mapping",
                        "kafka"));

        may.put("jobs.spark", List.of("model.login", "model.settings", "kafka"));
        may.put(
                "jobs.checkpoint",
                List.of("model.place", "model.text", "model.process", "model.progress", "model.settings"));
        may.put(
                "jobs.progress",
                List.of(
                        "model.text",
                        "model.progress",
                        "model.settings",
                        "source.mapping",
                        "geo",
                        "kafka",
                        "jobs.checkpoint"));
        may.put("jobs.tally", List.of("model.place", "model.login", "model.stats", "model.text", "jobs.progress"));
        may.put("jobs.input", List.of("model.settings", "kafka", "jobs.checkpoint"));
        may.put(
                "jobs.rebuild",
                List.of(
                        "model.text",
                        "model.stats",
                        "model.progress",
                        "model.settings",
                        "source.mapping",
                        "geo",
                        "kafka",
                        "jobs.checkpoint"));
        may.put(
                "jobs.reset",
                List.of(
                        "model.text",
                        "model.stats",
                        "model.progress",
                        "model.settings",
                        "kafka",
                        "jobs.checkpoint",
                        "jobs.rebuild"));
        may.put(
                "jobs",
                List.of(
                        "model.process",
                        "model.settings",
                        "kafka",
                        "jobs.spark",
                        "jobs.checkpoint",
                        "jobs.input",
                        "jobs.progress"));
        may.put(
                "jobs.clean",
                List.of(
                        "model.text",
                        "model.login",
                        "model.place",
                        "model.progress",
                        "model.settings",
                        "source",
                        "source.mapping",
                        "geo",
                        "kafka",
                        "jobs",
                        "jobs.spark",
                        "jobs.checkpoint"));
        may.put(
                "jobs.stats",
                List.of(
                        "model.login",
                        "model.stats",
                        "model.progress",
                        "model.settings",
                        "kafka",
                        "jobs",
                        "jobs.spark",
                        "jobs.checkpoint",
                        "jobs.progress",
                        "jobs.tally",
                        "jobs.rebuild"));
        may.put(
                "jobs.submit",
                List.of(
                        "model.process",
                        "model.settings",
                        "source.mapping",
                        "geo",
                        "kafka",
                        "jobs",
                        "jobs.spark",
                        "jobs.checkpoint",
                        "jobs.progress",
                        "jobs.reset",
                        "jobs.clean",
                        "jobs.stats"));

        may.put("dashboard", List.of());
        may.put("dashboard.oidc", List.of("model.settings"));
        may.put("dashboard.wire", List.of("model.place", "model.settings"));
        may.put("dashboard.access", List.of("model.text", "model.settings", "dashboard.oidc", "dashboard.wire"));
        may.put("dashboard.history", List.of("model.stats"));
        may.put(
                "dashboard.board",
                List.of(
                        "model.text",
                        "model.place",
                        "model.login",
                        "model.stats",
                        "model.progress",
                        "model.settings",
                        "dashboard.history"));
        may.put(
                "dashboard.feed",
                List.of(
                        "model.text",
                        "model.login",
                        "model.stats",
                        "model.progress",
                        "model.health",
                        "model.settings",
                        "kafka",
                        "kafka.newest",
                        "dashboard.board"));
        may.put(
                "dashboard.health",
                List.of(
                        "model.text",
                        "model.settings",
                        "model.progress",
                        "model.health",
                        "dashboard.history",
                        "dashboard.board",
                        "dashboard.feed"));
        may.put(
                "dashboard.stream",
                List.of(
                        "model.text",
                        "model.stats",
                        "model.progress",
                        "model.settings",
                        "dashboard.access",
                        "dashboard.board",
                        "dashboard.feed",
                        "dashboard.health"));
        may.put(
                "dashboard.http",
                List.of(
                        "model.text",
                        "model.process",
                        "model.place",
                        "model.login",
                        "model.stats",
                        "model.settings",
                        "kafka",
                        "kafka.newest",
                        "dashboard.access",
                        "dashboard.history",
                        "dashboard.board",
                        "dashboard.feed",
                        "dashboard.health",
                        "dashboard.stream",
                        "dashboard.wire"));

        may.put("simulation.broker", List.of());
        may.put(
                "simulation.pipeline",
                List.of(
                        "model.text",
                        "model.login",
                        "model.stats",
                        "model.progress",
                        "model.settings",
                        "jobs.checkpoint",
                        "jobs.input",
                        "jobs.progress",
                        "jobs.tally",
                        "jobs.rebuild",
                        "dashboard.board",
                        "dashboard.feed",
                        "simulation.broker"));
        may.put(
                "simulation.check",
                List.of(
                        "model.login",
                        "model.stats",
                        "model.settings",
                        "jobs.tally",
                        "dashboard.history",
                        "dashboard.board",
                        "simulation.broker",
                        "simulation.pipeline"));
        may.put(
                "simulation",
                List.of(
                        "model.login",
                        "model.progress",
                        "model.settings",
                        "jobs.tally",
                        "simulation.broker",
                        "simulation.pipeline",
                        "simulation.check"));

        may.put("app.terminal", List.of("model.text"));
        may.put("app.broker", List.of("model.process", "model.settings"));
        may.put("app.tail", List.of("model.text", "model.stats", "model.settings", "kafka", "app.terminal"));
        may.put(
                "app.status",
                List.of(
                        "model.text",
                        "model.settings",
                        "model.progress",
                        "model.health",
                        "kafka",
                        "kafka.newest",
                        "app.tail"));
        may.put(
                "app.pipeline",
                List.of(
                        "model.process",
                        "model.progress",
                        "model.settings",
                        "kafka",
                        "producer",
                        "jobs",
                        "jobs.spark",
                        "jobs.progress",
                        "jobs.clean",
                        "jobs.stats",
                        "dashboard.http",
                        "app.broker"));
        may.put(
                "app.doctor",
                List.of(
                        "model.health",
                        "model.settings",
                        "source.mapping",
                        "geo",
                        "kafka",
                        "kafka.newest",
                        "jobs.checkpoint",
                        "dashboard.access",
                        "app.terminal",
                        "app.status",
                        "app.pipeline"));
        may.put(
                "app.trial",
                List.of(
                        "model.place",
                        "model.login",
                        "model.settings",
                        "model.text",
                        "source",
                        "source.mapping",
                        "source.trial",
                        "app.terminal",
                        "app.tail"));
        may.put("app.options", List.of("model.settings", "producer", "app.terminal", "app.tail"));
        may.put(
                "app.command",
                List.of(
                        "model.text",
                        "model.process",
                        "model.progress",
                        "model.health",
                        "model.settings",
                        "kafka",
                        "kafka.newest",
                        "model.login",
                        "model.place",
                        "geo",
                        "source.mapping",
                        "source.suggest",
                        "source.trial",
                        "producer",
                        "jobs.spark",
                        "jobs.checkpoint",
                        "jobs.reset",
                        "jobs.submit",
                        "dashboard.access",
                        "app.terminal",
                        "app.broker",
                        "app.tail",
                        "app.trial",
                        "app.options",
                        "app.status",
                        "app.pipeline",
                        "app.doctor"));
        may.put("app", List.of("app.command"));
        return may;
    }
}
