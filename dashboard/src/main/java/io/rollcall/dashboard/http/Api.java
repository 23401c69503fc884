package io.rollcall.dashboard.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.rollcall.dashboard.access.AuditLog;
import io.rollcall.dashboard.access.Gate;
import io.rollcall.dashboard.access.Identity;
import io.rollcall.dashboard.access.Masks;
import io.rollcall.dashboard.board.BoardJson;
import io.rollcall.dashboard.board.OutsideHistory;
import io.rollcall.dashboard.board.StatsBoard;
import io.rollcall.dashboard.board.UnitedStates;
import io.rollcall.dashboard.feed.Component;
import io.rollcall.dashboard.health.Health;
import io.rollcall.dashboard.health.Metrics;
import io.rollcall.dashboard.history.LocaleGroup;
import io.rollcall.dashboard.http.QueryParameters.BadRequest;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.model.place.Country;
import io.rollcall.model.place.Region;
import io.rollcall.model.process.Version;
import io.rollcall.model.settings.Role;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.text.Json;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** The routes with JSON answers, {@code /health} and {@code /metrics}, as docs/api.yaml describes them. */
final class Api implements AutoCloseable {
    private static final int DEFAULT_REJECTED = 20;
    /** Queries of many windows that are answered at a time: half of the processors, so that live updates go on. */
    private static final int MAX_QUERIES = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    private final StatsBoard board;
    private final Health health;
    private final Metrics metrics;
    private final Gate gate;
    private final Masks masks;
    private final Settings settings;
    private final Clock clock;
    private final Set<String> locales;
    private final LocaleGroup unitedStates;
    private final byte[] regions;
    private final ExecutorService queries = Executors.newFixedThreadPool(MAX_QUERIES, task -> {
        Thread thread = new Thread(task, "rollcall-query");
        thread.setDaemon(true);
        return thread;
    });

    Api(StatsBoard board, Health health, Metrics metrics, Gate gate, Masks masks, Settings settings, Clock clock) {
        this.board = board;
        this.health = health;
        this.metrics = metrics;
        this.gate = gate;
        this.masks = masks;
        this.settings = settings;
        this.clock = clock;
        locales = settings.locales();
        unitedStates = UnitedStates.of(locales);
        regions = Json.bytes(regions());
    }

    void addTo(RoutesConfig routes) {
        routes.get("/health", this::health);
        routes.get("/metrics", ctx -> ctx.contentType("text/plain; version=0.0.4; charset=utf-8")
                .result(metrics.text()));
        routes.get("/api/session", this::session);
        routes.get("/api/snapshot", this::snapshot);
        routes.get("/api/windows", this::windows);
        routes.get("/api/rejected", this::rejected);
        routes.get("/api/rates", this::rates);
        routes.get("/api/regions", ctx -> {
            parameters(ctx);
            json(ctx, regions);
        });
    }

    private void health(Context ctx) {
        Map<String, Component> components = health.components();
        boolean up = Health.overall(components) == Component.State.UP;
        ctx.status(up ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE);
        boolean isStranger = gate.identity(ctx).isEmpty();
        json(ctx, isStranger ? Json.object().put("status", up ? "up" : "down") : Health.json(components));
    }

    private void session(Context ctx) {
        parameters(ctx);
        Identity who = gate.identity(ctx).orElseThrow();
        json(
                ctx,
                Json.object()
                        .put("auth", settings.text(SettingKey.DASHBOARD_AUTH))
                        .put("name", who.name())
                        .put("role", who.role().wireName()));
    }

    private void snapshot(Context ctx) {
        QueryParameters parameters = parameters(ctx, "at", "from", "to", "window");
        boolean filling = filling(parameters);
        Role role = gate.identity(ctx).orElseThrow().role();
        boolean range = parameters.has("from") || parameters.has("to");
        if (range && parameters.has("at")) {
            throw new BadRequest("at cannot be combined with from and to");
        }
        if (range) {
            RangeQuery asked = RangeQuery.of(parameters, settings.windowing());
            answerLater(
                    ctx,
                    () -> masks.numbers(
                            BoardJson.range(board.range(asked.fromMillis(), asked.toMillis()), clock.millis()), role));
        } else if (parameters.has("at")) {
            long at = parameters.time("at");
            answerLater(ctx, () -> masks.numbers(BoardJson.full(board.at(at), clock.millis()), role));
        } else {
            ObjectNode body = BoardJson.full(filling ? board.filling() : board.current(), clock.millis());
            json(ctx, masks.numbers(body, role));
        }
    }

    /** Whether the filling window is wanted, not the newest full one. */
    private static boolean filling(QueryParameters parameters) {
        if (!parameters.has("window")) {
            return false;
        }
        if (parameters.has("at") || parameters.has("from") || parameters.has("to")) {
            throw new BadRequest("window cannot be combined with at, from or to");
        }
        String window = parameters.text("window");
        if (!window.equals("full") && !window.equals("filling")) {
            throw new BadRequest("window must be full or filling");
        }
        return window.equals("filling");
    }

    private void windows(Context ctx) {
        QueryParameters parameters = parameters(ctx, "from", "to", "locale");
        long from = parameters.time("from", Long.MIN_VALUE);
        long to = notBefore(parameters, parameters.time("to", Long.MAX_VALUE));
        String locale = locale(parameters);
        answerLater(ctx, () -> BoardJson.windows(board.history(from, to, locale), board.hasOutcomes()));
    }

    /** Answers from a thread of {@link #queries}, so that such answers never take all threads, or all processors. */
    private void answerLater(Context ctx, Supplier<JsonNode> body) {
        AsyncAnswer.await(
                ctx,
                () -> CompletableFuture.supplyAsync(() -> Json.bytes(body.get()), queries),
                bytes -> json(ctx, bytes));
    }

    /** Stops the threads that answer queries. */
    @Override
    public void close() {
        queries.shutdownNow();
    }

    private static long notBefore(QueryParameters parameters, long to) {
        if (parameters.has("from") && parameters.time("from") > to) {
            throw new BadRequest("from is after to");
        }
        return to;
    }

    private String locale(QueryParameters parameters) {
        String text = parameters.text("locale");
        if (text == null) {
            return null;
        }
        String locale = text.trim().toUpperCase(Locale.ROOT);
        boolean isWhole = locale.equals(UnitedStates.NAME) && !unitedStates.isEmpty();
        if (!locales.contains(locale) && !locale.equals(Region.OTHER) && !isWhole) {
            throw new BadRequest("locale must be one of those configured (UT, UNK, ...) or " + Region.OTHER);
        }
        return locale;
    }

    private void rejected(Context ctx) {
        int limit = parameters(ctx, "limit").integer("limit", DEFAULT_REJECTED, 1, StatsBoard.MAX_NEWEST_REJECTED);
        Identity who = gate.identity(ctx).orElseThrow();
        AuditLog.looked(who, ctx.req().getRemoteAddr(), masks.shown(who.role()), "the newest " + limit);
        json(ctx, masks.rejected(BoardJson.rejected(board.newestRejected(limit)), who.role()));
    }

    private void rates(Context ctx) {
        QueryParameters parameters = parameters(ctx, "from", "to");
        long from = parameters.time("from", Long.MIN_VALUE);
        long to = notBefore(parameters, parameters.time("to", Long.MAX_VALUE));
        ObjectNode body = Json.object()
                .put("step_ms", settings.windowing().slideMillis())
                .put("known_from", BoardJson.time(board.ratesFromMillis()));
        body.set("rates", BoardJson.rates(board.rates(from, to)));
        json(ctx, body);
    }

    private ObjectNode regions() {
        ObjectNode body = Json.object();
        body.putObject("window")
                .put("length_ms", settings.windowing().lengthMillis())
                .put("slide_ms", settings.windowing().slideMillis());
        body.put("lateness_ms", settings.duration(SettingKey.LATENESS).toMillis());
        body.put("history_ms", StatsBoard.historyMillis(settings));
        body.put("produce_command", produceCommand());
        PageSettings.put(body, settings);
        ArrayNode all = body.putArray("regions");
        long population = 0;
        for (Region region : Region.values()) {
            population += region.population();
            if (locales.contains(region.name())) {
                all.addObject()
                        .put("locale", region.name())
                        .put("name", region.displayName())
                        .put("fips", region.fips())
                        .put("population", region.population());
            }
        }
        List<Country> countries = UnitedStates.countries(locales);
        if (!countries.isEmpty()) {
            if (!unitedStates.isEmpty()) {
                body.putObject("united_states").put("population", population);
            }
            ArrayNode others = body.putArray("countries");
            for (Country country : countries) {
                others.addObject()
                        .put("locale", country.alpha3())
                        .put("name", country.displayName())
                        .put("population", country.population());
                population += country.population();
            }
        }
        body.put("population", population);
        ArrayNode counted = body.putArray("locales");
        new TreeSet<>(locales).forEach(counted::add);
        return body.put("version", Version.NUMBER);
    }

    /** The command that the page suggests to a viewer while there are no logins. */
    private String produceCommand() {
        String kafka = KafkaSettings.of(settings).bootstrapServer();
        return kafka.equals(SettingKey.BOOTSTRAP_SERVER.defaultValue())
                ? "./rollcall produce"
                : "./rollcall produce --bootstrap-server " + kafka;
    }

    static QueryParameters parameters(Context ctx, String... known) {
        QueryParameters.requireNames(ctx.queryString());
        return new QueryParameters(ctx.queryParamMap(), known);
    }

    static void json(Context ctx, JsonNode body) {
        json(ctx, Json.bytes(body));
    }

    private static void json(Context ctx, byte[] body) {
        ctx.contentType("application/json").result(body);
    }

    static void error(Context ctx, int status, String message) {
        ctx.status(status);
        json(ctx, errorBody(message));
    }

    static void notTiled(Context ctx, RangeQuery.NotTiled error) {
        ObjectNode body = errorBody(error.getMessage());
        ArrayNode nearest = body.putArray("nearest");
        error.nearest().forEach(range -> nearest.add(BoardJson.stretch(range)));
        ctx.status(400);
        json(ctx, body);
    }

    static void outsideHistory(Context ctx, OutsideHistory error) {
        ctx.status(404);
        ObjectNode body = errorBody(error.getMessage());
        body.set("history", BoardJson.stretch(error.history()));
        json(ctx, body);
    }

    private static ObjectNode errorBody(String message) {
        return Json.object().put("error", message);
    }
}
