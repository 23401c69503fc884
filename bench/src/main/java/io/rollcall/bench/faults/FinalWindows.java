package io.rollcall.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Watches the windows of a dashboard that are final, on its own thread: none of them may change. */
final class FinalWindows {
    private final DashboardClient dashboard;
    private final Watch watch;
    private final Map<String, String> numbers = new TreeMap<>();
    private final List<String> changes = new ArrayList<>();

    private FinalWindows(DashboardClient dashboard) {
        this.dashboard = dashboard;
        this.watch = Watch.start("final-windows", this::look);
    }

    static FinalWindows watch(RunningRollcall rollcall) {
        return new FinalWindows(rollcall.dashboard());
    }

    private void look() {
        for (JsonNode window : dashboard.windows()) {
            if (window.at("/window/final").asBoolean()) {
                check(window.at("/window/start").asText(), numbers(window));
            }
        }
    }

    private static String numbers(JsonNode window) {
        return window.path("logins") + " logins, " + window.path("unique_users") + " users, "
                + window.path("distinct_devices") + " devices";
    }

    private void check(String start, String now) {
        String before = numbers.put(start, now);
        if (before != null && !before.equals(now)) {
            changes.add("the final window " + start + " changed from " + before + " to " + now);
        }
    }

    /** Stops watching; returns how many windows were final, and records each change as a problem. */
    int stop(RoundContext context) {
        watch.stop();
        changes.forEach(context::addProblem);
        return numbers.size();
    }
}
