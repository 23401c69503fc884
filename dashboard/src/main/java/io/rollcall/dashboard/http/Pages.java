package io.rollcall.dashboard.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import io.rollcall.dashboard.board.CumulativeCounts;
import io.rollcall.dashboard.board.Snapshot;
import io.rollcall.dashboard.board.StatsBoard;
import io.rollcall.dashboard.history.Totals;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Serves the page, its files, and the document of the HTTP interface. */
final class Pages {
    /** A comment in index.html that the server replaces with a number, so that it shows before any script runs. */
    private static final Pattern PLACEHOLDER = Pattern.compile("<!--([a-z]+)-->");

    private static final String UNKNOWN = "–";

    private final StatsBoard board;
    private final WebFiles files;
    private final WebFiles documents = new WebFiles("/docs");

    Pages(StatsBoard board, String webRoot) {
        this.board = board;
        files = new WebFiles(webRoot);
    }

    void addTo(RoutesConfig routes) {
        routes.get("/", this::index);
        routes.get("/index.html", this::index);
        routes.get("/api", ctx -> answer(ctx, documents, "/api.yaml"));
        routes.get("/*", ctx -> answer(ctx, files, ctx.path()));
    }

    private void index(Context ctx) {
        WebFiles.WebFile page = files.find("/index.html").orElseThrow(NotFoundResponse::new);
        Map<String, Long> numbers = numbers(ctx.queryParam("at") == null);
        String html = PLACEHOLDER
                .matcher(new String(page.content(), StandardCharsets.UTF_8))
                .replaceAll(placeholder -> Optional.ofNullable(numbers.get(placeholder.group(1)))
                        .map(number -> Long.toString(number))
                        .orElse(UNKNOWN));
        ctx.contentType(page.type()).result(html);
    }

    /** The numbers of the tiles by element id. A page that opens in the past requests its own. */
    private Map<String, Long> numbers(boolean live) {
        Snapshot snapshot = board.current();
        CumulativeCounts counts = snapshot.counts();
        if (!live || snapshot.window() == null) {
            return Map.of("visits", counts.visits());
        }
        Totals totals = snapshot.totals();
        return Map.of(
                "visits", counts.visits(),
                "logins", totals.logins(),
                "users", totals.uniqueUsers(),
                "devices", totals.distinctDevices(),
                "rejected", counts.rejectedTotal(),
                "late", counts.late());
    }

    private static void answer(Context ctx, WebFiles folder, String path) {
        WebFiles.WebFile file = folder.find(path).orElseThrow(NotFoundResponse::new);
        ctx.header("Cache-Control", "no-cache").header("ETag", file.etag());
        if (file.etag().equals(ctx.header("If-None-Match"))) {
            ctx.status(HttpStatus.NOT_MODIFIED);
        } else {
            ctx.contentType(file.type()).result(file.content());
        }
    }
}
