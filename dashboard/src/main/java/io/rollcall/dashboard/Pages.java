package io.rollcall.dashboard;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.nio.charset.StandardCharsets;

/** The page and its files. */
final class Pages {
    /** Stands in the page where the server writes the visits, so that they are there before any script runs. */
    static final String VISITS_PLACE = "<!--visits-->";

    private final StatsBoard board;
    private final WebFiles files;

    Pages(StatsBoard board, String webRoot) {
        this.board = board;
        files = new WebFiles(webRoot);
    }

    void addTo(RoutesConfig routes) {
        routes.get("/", this::index);
        routes.get("/index.html", this::index);
        routes.get("/*", ctx -> {
            ctx.header("Cache-Control", "no-cache");
            answer(ctx, ctx.path());
        });
    }

    private void index(Context ctx) {
        WebFiles.WebFile page = files.find("/index.html").orElseThrow(NotFoundResponse::new);
        String visits = Long.toString(board.current().now().visits());
        ctx.contentType(page.type())
                .result(new String(page.content(), StandardCharsets.UTF_8).replace(VISITS_PLACE, visits));
    }

    private void answer(Context ctx, String path) {
        WebFiles.WebFile file = files.find(path).orElseThrow(NotFoundResponse::new);
        ctx.header("ETag", file.etag());
        if (file.etag().equals(ctx.header("If-None-Match"))) {
            ctx.status(HttpStatus.NOT_MODIFIED);
        } else {
            ctx.contentType(file.type()).result(file.content());
        }
    }
}
