package io.rollcall.dashboard.access;

import io.rollcall.model.settings.Role.Right;
import java.util.Map;
import java.util.Optional;

/** Which right each route takes. A route that is not here is refused to everybody. */
public final class AccessTable {
    /** What strangers may see, too. */
    private static final Optional<Right> NOTHING = Optional.empty();

    private static final Optional<Right> NUMBERS = Optional.of(Right.NUMBERS);
    private static final Optional<Right> RECORDS = Optional.of(Right.RECORDS);
    private static final Optional<Right> METRICS = Optional.of(Right.METRICS);

    /** By method and path, as routes are registered. */
    private static final Map<String, Optional<Right>> RIGHTS = Map.ofEntries(
            Map.entry("GET /sign-in", NOTHING),
            Map.entry("POST /sign-in", NOTHING),
            Map.entry("GET /sign-in-callback", NOTHING),
            Map.entry("GET /sign-out", NOTHING),
            Map.entry("POST /sign-out", NOTHING),
            Map.entry("GET /css/sign-in.css", NOTHING),
            Map.entry("GET /health", NOTHING), // which tells strangers less
            Map.entry("GET /", NUMBERS),
            Map.entry("GET /index.html", NUMBERS),
            Map.entry("GET /*", NUMBERS),
            Map.entry("GET /api", NUMBERS),
            Map.entry("GET /api/session", NUMBERS),
            Map.entry("GET /api/snapshot", NUMBERS),
            Map.entry("GET /api/windows", NUMBERS),
            Map.entry("GET /api/rates", NUMBERS),
            Map.entry("GET /api/regions", NUMBERS),
            Map.entry("GET /api/comparison", NUMBERS),
            Map.entry("GET /api/other", NUMBERS),
            Map.entry("GET /api/stream", NUMBERS), // whose records are masked by role
            Map.entry("GET /api/rejected", RECORDS),
            Map.entry("GET /metrics", METRICS));

    private AccessTable() {}

    /** Whether there is a rule for a route. @param route its method and path, for example {@code GET /health} */
    static boolean knows(String route) {
        return RIGHTS.containsKey(route);
    }

    /** The right that a route with a rule takes; empty if it is open to strangers. */
    static Optional<Right> right(String route) {
        return RIGHTS.get(route);
    }
}
