package io.rollcall.dashboard.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.rollcall.dashboard.board.BoardJson;
import io.rollcall.dashboard.board.StatsBoard;
import io.rollcall.dashboard.http.QueryParameters.BadRequest;
import io.rollcall.model.stats.Window;
import io.rollcall.model.stats.Windowing;
import io.rollcall.model.text.IsoTime;
import io.rollcall.model.text.Json;
import java.time.Duration;
import java.util.List;

/**
 * The route {@code /api/comparison}: the same window an hour, a day and a week before, nationwide. A window that is
 * not known is left out; one without logins is not.
 */
final class Comparison {
    private static final List<Duration> AGO = List.of(Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(7));

    private final StatsBoard board;
    private final Windowing windowing;

    Comparison(StatsBoard board, Windowing windowing) {
        this.board = board;
        this.windowing = windowing;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/comparison", this::answer);
    }

    private void answer(Context ctx) {
        long start = Api.parameters(ctx, "start").time("start");
        if (windowing.paneOf(start) != start) {
            throw new BadRequest(
                    "start must be the start of a window, a multiple of " + windowing.slideMillis() + " ms");
        }
        Api.json(ctx, body(windowing.window(start)));
    }

    private ObjectNode body(Window window) {
        ObjectNode body = Json.object();
        body.putObject("window")
                .put("start", IsoTime.format(window.startMillis()))
                .put("end", IsoTime.format(window.endMillis()));
        ArrayNode before = body.putArray("before");
        for (Duration ago : AGO) {
            long shift = ago.toMillis();
            board.nationwide(windowing.window(window.startMillis() - shift))
                    .ifPresent(found ->
                            BoardJson.put(before.addObject().put("ago_ms", shift), found, board.hasOutcomes()));
        }
        return body;
    }
}
