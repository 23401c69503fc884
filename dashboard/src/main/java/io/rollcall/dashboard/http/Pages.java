package io.rollcall.dashboard.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import io.rollcall.dashboard.access.Gate;
import io.rollcall.dashboard.board.CumulativeCounts;
import io.rollcall.dashboard.board.Snapshot;
import io.rollcall.dashboard.board.StatsBoard;
import io.rollcall.dashboard.feed.Component;
import io.rollcall.dashboard.feed.FeedStatus;
import io.rollcall.dashboard.history.Totals;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Serves the page, its files, and the document of the HTTP interface. */
final class Pages {
    /** A comment in index.html that the server replaces, so that numbers show before any script runs, or without any. */
    private static final Pattern PLACEHOLDER = Pattern.compile("<!--([a-z]+)-->");

    private static final String UNKNOWN = "–";
    /** The text of failed logins, which only pages of sources have that tell how logins end. */
    private static final String FAILED = "failed";
    /** Who is signed in. */
    private static final String SESSION = "session";

    private final StatsBoard board;
    private final Supplier<FeedStatus> feed;
    private final Set<String> locales;
    private final Gate gate;
    private final WebFiles files;
    private final WebFiles documents = new WebFiles("/docs");

    /**
     * The page in this folder of the class path.
     *
     * @param feed says whether the board is filled yet
     * @param locales those that are counted by their own name
     * @param gate knows who is signed in
     */
    Pages(StatsBoard board, String webRoot, Supplier<FeedStatus> feed, Set<String> locales, Gate gate) {
        this.board = board;
        this.feed = feed;
        this.locales = locales;
        this.gate = gate;
        files = new WebFiles(webRoot);
    }

    void addTo(RoutesConfig routes) {
        routes.get("/", this::index);
        routes.get("/index.html", this::index);
        routes.get("/api", ctx -> answer(ctx, documents, "/api.yaml"));
        routes.get("/css/sign-in.css", ctx -> answer(ctx, files, ctx.path()));
        routes.get("/*", ctx -> answer(ctx, files, ctx.path()));
    }

    private void index(Context ctx) {
        WebFiles.WebFile page = files.find("/index.html").orElseThrow(NotFoundResponse::new);
        Map<String, String> texts = new TreeMap<>(texts(ctx.queryParam("at") == null));
        texts.put(SESSION, gate.pagePart(ctx));
        String html = PLACEHOLDER
                .matcher(new String(page.content(), StandardCharsets.UTF_8))
                .replaceAll(placeholder -> Matcher.quoteReplacement(texts.getOrDefault(placeholder.group(1), UNKNOWN)));
        if (texts.containsKey(FAILED)) {
            html = html.replaceFirst("<html", "<html data-outcomes"); // with it, style sheets show failed logins
        }
        ctx.contentType(page.type()).result(html);
    }

    /**
     * What stands in place of each comment: the numbers of the tiles by element id, and {@code plain}, the numbers for
     * browsers that run no scripts. A page that opens in the past requests the numbers of its tiles. While the topics are
     * still being read, or have not been found, there are none.
     */
    private Map<String, String> texts(boolean live) {
        Snapshot snapshot = board.current();
        Component consumer = feed.get().consumer();
        boolean isEmpty = consumer.state() == Component.State.STARTING && snapshot.window() == null;
        if (consumer.equals(Component.READING) || isEmpty) {
            return Map.of("plain", PlainNumbers.none(consumer.reason()));
        }
        CumulativeCounts counts = snapshot.counts();
        Map<String, String> texts = new TreeMap<>();
        texts.put("plain", PlainNumbers.html(snapshot, locales));
        texts.put("visits", Long.toString(counts.visits()));
        if (snapshot.hasOutcomes()) {
            texts.put(FAILED, UNKNOWN);
        }
        if (live && snapshot.window() != null) {
            Totals totals = snapshot.totals();
            if (snapshot.hasOutcomes()) {
                texts.put(FAILED, Long.toString(totals.failedLogins()));
                texts.put("failurerate", PlainNumbers.failureRate(totals));
            }
            texts.put("logins", Long.toString(totals.logins()));
            texts.put("users", Long.toString(totals.uniqueUsers()));
            texts.put("devices", Long.toString(totals.distinctDevices()));
            texts.put("rejected", Long.toString(counts.rejectedTotal()));
            texts.put("late", Long.toString(counts.late()));
        }
        return texts;
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
