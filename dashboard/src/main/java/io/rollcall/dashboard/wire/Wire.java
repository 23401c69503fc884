package io.rollcall.dashboard.wire;

import io.javalin.config.JettyConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.rollcall.model.settings.Message;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.UserError;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.HostHeaderCustomizer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.SizeLimitHandler;

/** How requests arrive: over TLS or not, at which ports, below which path, by which proxies, and how many. */
public final class Wire implements AutoCloseable {
    private static final String REDIRECTS = "io.rollcall.dashboard.redirects";
    private static final String ONE_YEAR = "max-age=31536000";

    private final Settings settings;
    private final TrustedProxies proxies;
    private final Refusals refusals = new Refusals();
    private final StreamLimits streams;
    private final ConnectionLimits connections;
    private final SlowRequests slow;
    private final Tls tls;
    private ServerConnector main;
    private ServerConnector redirecting;

    /** @throws UserError if the certificate cannot be used */
    public Wire(Settings settings, Clock clock) {
        this.settings = settings;
        proxies = new TrustedProxies(settings);
        streams = new StreamLimits(settings.integer(SettingKey.DASHBOARD_MAX_STREAMS), proxies, refusals);
        connections = new ConnectionLimits(settings.integer(SettingKey.DASHBOARD_MAX_CONNECTIONS), proxies, refusals);
        slow = new SlowRequests(clock::millis, refusals);
        boolean selfSigned = settings.flag(SettingKey.DASHBOARD_TLS_SELF_SIGNED);
        boolean named = !settings.text(SettingKey.DASHBOARD_TLS_CERTIFICATE).isEmpty();
        if (selfSigned && named) {
            throw UserError.usage(Message.of(
                    "{} and {} exclude each other: leave out one of them",
                    SettingKey.DASHBOARD_TLS_SELF_SIGNED,
                    SettingKey.DASHBOARD_TLS_CERTIFICATE));
        }
        tls = selfSigned || named ? new Tls(settings, clock) : null;
        for (SettingKey key : new SettingKey[] {
            SettingKey.DASHBOARD_TLS_KEY, SettingKey.DASHBOARD_TLS_PASSWORD_FILE, SettingKey.DASHBOARD_TLS_REDIRECT_PORT
        }) {
            if (tls == null && !settings.text(key).isEmpty()) {
                throw UserError.usage(Message.of("{} needs {}", key, SettingKey.DASHBOARD_TLS_CERTIFICATE));
            }
        }
    }

    /** Sets up the connectors, the path and the limits. */
    public void configure(JettyConfig jetty) {
        jetty.modifyServer(server -> {
            if (!settings.dashboardPath().isEmpty()) {
                server.insertHandler(new PathPrefix(settings.dashboardPath()));
            }
            server.insertHandler(new HeadRequests());
            server.insertHandler(new WholeRequests(slow, proxies));
            server.insertHandler(new SizeLimitHandler(WholeRequests.MAX_BODY_BYTES, -1));
        });
        jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setUriCompliance(UriCompliance.DEFAULT);
        });
        jetty.addConnector(this::main);
        if (!settings.text(SettingKey.DASHBOARD_TLS_REDIRECT_PORT).isEmpty()) {
            jetty.addConnector(this::redirecting);
        }
        slow.start();
        if (tls != null) {
            tls.start();
        }
    }

    private ServerConnector main(Server server, HttpConfiguration common) {
        HttpConfiguration http = new HttpConfiguration(common);
        if (tls == null) {
            main = new ServerConnector(server, new HttpConnectionFactory(http));
        } else {
            // Names are checked against dashboard.hosts. A probe by address is right although no certificate names it.
            http.addCustomizer(new SecureRequestCustomizer(false));
            http.addCustomizer(new HostHeaderCustomizer()); // HTTP/2 has an :authority in its place
            ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory("h2", "http/1.1");
            alpn.setDefaultProtocol("http/1.1");
            HTTP2ServerConnectionFactory http2 = new HTTP2ServerConnectionFactory(http);
            http2.setRateControlFactory(slow.rateControl());
            main = new ServerConnector(
                    server,
                    new SslConnectionFactory(tls.factory(), alpn.getProtocol()),
                    alpn,
                    http2,
                    new HttpConnectionFactory(http));
        }
        http.addCustomizer(new ForwardedRequests(proxies));
        return listening(main, settings.integer(SettingKey.DASHBOARD_PORT));
    }

    private ServerConnector redirecting(Server server, HttpConfiguration common) {
        HttpConfiguration http = new HttpConfiguration(common);
        http.addCustomizer((request, headers) -> {
            request.setAttribute(REDIRECTS, true);
            return request;
        });
        int port = settings.integer(SettingKey.DASHBOARD_TLS_REDIRECT_PORT);
        redirecting = listening(new ServerConnector(server, 1, 1, new HttpConnectionFactory(http)), port);
        try {
            redirecting.open();
        } catch (IOException e) {
            throw new UserError(
                    Message.of(
                            "cannot listen on port {}: choose another with {}",
                            port,
                            SettingKey.DASHBOARD_TLS_REDIRECT_PORT),
                    e);
        }
        return redirecting;
    }

    private ServerConnector listening(ServerConnector connector, int port) {
        connector.setHost(settings.text(SettingKey.DASHBOARD_HOST));
        connector.setPort(port);
        connector.addBean(connections);
        connector.addBean(slow);
        return connector;
    }

    /**
     * Runs before each request whose host is right: sends it to TLS if it came to the plain port, or to the page if its path
     * lacks the slash.
     */
    public void secure(Context ctx) {
        if (ctx.req().getAttribute(REDIRECTS) != null) {
            String query = ctx.queryString() == null ? "" : "?" + ctx.queryString();
            String host = ctx.req().getServerName();
            int port = main.getLocalPort();
            ctx.redirect(
                    "https://" + (host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host)
                            + (port == 443 ? "" : ":" + port) + settings.dashboardPath() + ctx.path() + query,
                    HttpStatus.PERMANENT_REDIRECT);
            ctx.skipRemainingHandlers();
            return;
        }
        if (tls != null && settings.flag(SettingKey.DASHBOARD_TLS_HSTS)) {
            ctx.header("Strict-Transport-Security", ONE_YEAR);
        }
        if (ctx.req().getAttribute(PathPrefix.LACKS_SLASH) != null) {
            // Relative: a proxy may serve it under another scheme and host.
            String query = ctx.queryString() == null ? "" : "?" + ctx.queryString();
            ctx.redirect(settings.dashboardPath() + "/" + query, HttpStatus.TEMPORARY_REDIRECT);
            ctx.skipRemainingHandlers();
        }
    }

    /** The address of the page on this machine; of a self-signed certificate with its fingerprint. */
    public String address() {
        String path = settings.dashboardPath().isEmpty() ? "" : settings.dashboardPath() + "/";
        String url = (tls == null ? "http" : "https") + "://localhost:" + main.getLocalPort() + path;
        return settings.flag(SettingKey.DASHBOARD_TLS_SELF_SIGNED)
                ? url + " (self-signed certificate, SHA-256 " + tls.fingerprint() + ")"
                : url;
    }

    /** The port that redirects. There must be one. */
    public int redirectPort() {
        return redirecting.getLocalPort();
    }

    /** The proxies that are believed. */
    public TrustedProxies proxies() {
        return proxies;
    }

    /** The limits of event streams. */
    public StreamLimits streams() {
        return streams;
    }

    /** What was refused. */
    public Refusals refusals() {
        return refusals;
    }

    /** Whether there is a certificate; and what is wrong with it, which is empty if nothing is. */
    public Optional<Supplier<Optional<String>>> certificate() {
        return Optional.ofNullable(tls).map(known -> known::warning);
    }

    @Override
    public void close() {
        slow.close();
        if (tls != null) {
            tls.close();
        }
    }
}
