package io.rollcall.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Watches the windows of a dashboard that are final, on its own thread: none of them may change. */
final class FinalWindows {
    private static final long POLL_MILLIS = 250;

    private final DashboardClient dashboard;
    private final Thread thread = new Thread(this::watch, "final-windows");
    private final Map<String, String> numbers = new TreeMap<>();
    private final List<String> changes = new ArrayList<>();
    private volatile boolean done;

    private FinalWindows(DashboardClient dashboard) {
        this.dashboard = dashboard;
    }

    static FinalWindows watch(RunningRollcall rollcall) {
        FinalWindows windows = new FinalWindows(rollcall.dashboard());
        windows.thread.setDaemon(true);
        windows.thread.start();
        return windows;
    }

    private void watch() {
        while (!done) {
            look();
            Waiting.pause(POLL_MILLIS);
        }
        look();
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
        done = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RoundFailure("interrupted");
        }
        changes.forEach(context::addProblem);
        return numbers.size();
    }
}
