package io.rollcall.dashboard.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import io.javalin.util.JavalinException;
import io.rollcall.dashboard.access.AuditLog;
import io.rollcall.dashboard.access.Gate;
import io.rollcall.dashboard.access.Identity;
import io.rollcall.dashboard.access.Masks;
import io.rollcall.dashboard.board.OutsideHistory;
import io.rollcall.dashboard.board.StatsBoard;
import io.rollcall.dashboard.feed.Component;
import io.rollcall.dashboard.feed.Feed;
import io.rollcall.dashboard.feed.KafkaFeed;
import io.rollcall.dashboard.health.Health;
import io.rollcall.dashboard.health.Metrics;
import io.rollcall.dashboard.stream.StreamClient;
import io.rollcall.dashboard.stream.StreamHub;
import io.rollcall.dashboard.stream.StreamWriter;
import io.rollcall.dashboard.wire.HeadRequests;
import io.rollcall.dashboard.wire.Wire;
import io.rollcall.model.process.MachineLimit;
import io.rollcall.model.settings.Message;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.UserError;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The web server. A feed fills the board; the server answers from the board, by the routes of docs/api.yaml. The
 * threads of the HTTP server only read the board.
 */
public final class DashboardServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DashboardServer.class);
    private static final int MAX_THREADS = 16;

    private final Settings settings;
    private final StatsBoard board;
    private final Feed feed;
    private final Wire wire;
    private final RequestFilter filter;
    private final Gate gate;
    private final Masks masks;
    private final StreamHub hub;
    private final Health health;
    private final Api api;
    private final Comparison comparison;
    private final OtherRoute other;
    private final Pages pages;
    private Javalin server;

    /** A dashboard for the topics of the configured Kafka. */
    public DashboardServer(Settings settings, Clock clock) {
        this(settings, clock, new StatsBoard(settings));
    }

    private DashboardServer(Settings settings, Clock clock, StatsBoard board) {
        this(settings, clock, board, new KafkaFeed(settings, board, clock), "/web");
    }

    /** A dashboard for a board and a feed of the caller, with a page from this folder of the class path. */
    DashboardServer(Settings settings, Clock clock, StatsBoard board, Feed feed, String webRoot) {
        this.settings = settings;
        this.feed = feed;
        wire = new Wire(settings, clock);
        filter = new RequestFilter(settings);
        gate = new Gate(settings, clock::millis);
        masks = new Masks(settings);
        this.board = board;
        health = new Health(settings.topics(), board, feed::status, clock, this::otherComponents);
        String instance = Long.toString(clock.millis(), Character.MAX_RADIX);
        hub = new StreamHub(board, new StreamWriter(instance, health::components, clock::millis, masks, gate.roles()));
        Metrics metrics = new Metrics(board, health, feed::status, hub::viewers, wire.refusals()::byReason, clock);
        api = new Api(board, health, metrics, gate, masks, settings, clock);
        comparison = new Comparison(board, settings.windowing());
        other = new OtherRoute(feed::otherLocales, gate);
        pages = new Pages(board, webRoot, feed::status, settings.locales(), gate);
    }

    /**
     * Starts to listen, then to read the topics. Does not wait for Kafka.
     *
     * @throws UserError if the server cannot listen, or the settings of Kafka are invalid
     */
    public void start() {
        int port = settings.integer(SettingKey.DASHBOARD_PORT);
        String host = settings.text(SettingKey.DASHBOARD_HOST);
        server = Javalin.create(this::configure);
        try {
            server.start(host, port);
        } catch (JavalinException e) {
            close();
            throw cannotListen(host, port, e);
        }
        try {
            feed.start();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        hub.start();
        gate.start();
    }

    private static UserError cannotListen(String host, int port, JavalinException e) {
        boolean inUse = e instanceof JavalinBindException
                && MachineLimit.of(e).isEmpty()
                && !String.valueOf(e.getMessage()).contains("privileges");
        return new UserError(
                inUse
                        ? Message.of(
                                "port {} is in use: stop the process that listens there, or choose another port with"
                                        + " {}",
                                port,
                                SettingKey.DASHBOARD_PORT)
                        : Message.of(
                                "cannot listen on {} port {}: choose another with {} and {}",
                                host,
                                port,
                                SettingKey.DASHBOARD_HOST,
                                SettingKey.DASHBOARD_PORT),
                e);
    }

    /** The port that the server listens on. */
    public int port() {
        return server.port();
    }

    /** The address of the page on this machine. */
    public String address() {
        return wire.address();
    }

    /** The port that redirects to TLS. */
    int redirectPort() {
        return wire.redirectPort();
    }

    private Map<String, Component> otherComponents() {
        Map<String, Component> others = new LinkedHashMap<>();
        wire.certificate().ifPresent(warning -> others.put("tls", component(warning.get(), "certificate is valid")));
        gate.usersProblem().ifPresent(problem -> others.put("users", component(problem.get(), "file is read")));
        gate.provider()
                .ifPresent(
                        problem -> others.put("oidc", component(problem.get(), "people can sign in at the provider")));
        return others;
    }

    /** Up in any case: the numbers that it shows are right. */
    private static Component component(Optional<String> warning, String otherwise) {
        return warning.map(text -> new Component(Component.State.UP, text, true))
                .orElse(new Component(Component.State.UP, otherwise));
    }

    /** The components by name, as {@code /health} shows them to whoever may see numbers. */
    Map<String, Component> health() {
        return health.components();
    }

    /** Method and path of every route, for example {@code GET /health}. */
    List<String> routes() {
        return server.unsafe.internalRouter.allHttpHandlers().stream()
                .map(route -> route.endpoint)
                .filter(endpoint -> endpoint.method.isHttpMethod())
                .map(endpoint -> endpoint.method.name() + " " + endpoint.path)
                .toList();
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, 2);
        threads.setName("rollcall-http");
        threads.setDaemon(true);
        config.jetty.threadPool = threads;
        wire.configure(config.jetty);
        // Do not wait for idle connections of browsers; the hub has closed the streams by then.
        config.jetty.modifyServer(jetty -> jetty.setStopTimeout(0));
        config.jetty.modifyServer(jetty -> jetty.setErrorHandler(new RefusedRequests(wire.refusals())));
        config.routes.before(filter::apply);
        config.routes.before(wire::secure);
        gate.addTo(config.routes);
        api.addTo(config.routes);
        comparison.addTo(config.routes);
        other.addTo(config.routes);
        config.routes.get("/api/stream", this::stream);
        pages.addTo(config.routes);
        config.routes.exception(QueryParameters.BadRequest.class, (e, ctx) -> Api.error(ctx, 400, e.getMessage()));
        config.routes.exception(RangeQuery.NotTiled.class, (e, ctx) -> Api.notTiled(ctx, e));
        config.routes.exception(OutsideHistory.class, (e, ctx) -> Api.outsideHistory(ctx, e));
        config.routes.exception(HttpResponseException.class, (e, ctx) -> {
            ctx.header("Cache-Control", "no-store");
            Api.error(ctx, e.getStatus(), e.getStatus() == 404 ? "not found: " + ctx.path() : e.getMessage());
        });
        // Whichever route first asks for the content type: the HTTP server throws these.
        config.routes.exception(UnsupportedCharsetException.class, (e, ctx) -> unknownCharset(ctx));
        config.routes.exception(IllegalCharsetNameException.class, (e, ctx) -> unknownCharset(ctx));
        config.routes.exception(Exception.class, (e, ctx) -> {
            LOG.error("cannot answer {}", ctx.path(), e);
            Api.error(ctx, 500, "internal error: see the log of the dashboard");
        });
    }

    private static void unknownCharset(Context ctx) {
        Api.error(ctx, 415, "the charset of the request is unknown: send the form in UTF-8");
    }

    private void stream(Context ctx) throws IOException {
        if (HeadRequests.isHead(ctx.req())) {
            startStream(ctx);
            return;
        }
        String lastEventId = ctx.header("Last-Event-ID");
        ctx.disableCompression();
        ServletOutputStream out = ctx.res().getOutputStream();
        Identity who = gate.identity(ctx).orElseThrow();
        StreamClient client = new StreamClient(out, who.role(), who.stillValid());
        wire.streams().admit(ctx, client.closed());
        AuditLog.looked(who, ctx.req().getRemoteAddr(), masks.shown(who.role()), "the newest, while a page is open");
        startStream(ctx);
        AsyncAnswer.await(
                ctx,
                () -> {
                    hub.add(client, lastEventId);
                    out.setWriteListener(client);
                    return client.closed();
                },
                nothing -> {});
    }

    private static void startStream(Context ctx) {
        ctx.contentType("text/event-stream; charset=utf-8").header("X-Accel-Buffering", "no");
    }

    /** Stops within a second. */
    @Override
    public void close() {
        hub.close();
        feed.close();
        gate.close();
        wire.close();
        if (server != null) {
            server.stop();
        }
        api.close();
        other.close();
        board.close();
    }
}
