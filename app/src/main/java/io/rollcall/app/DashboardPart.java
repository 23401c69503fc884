package io.rollcall.app;

import io.rollcall.dashboard.DashboardServer;
import io.rollcall.model.Settings;
import java.time.Clock;

/** The web server. */
final class DashboardPart implements Part {
    private final DashboardServer server;

    private DashboardPart(DashboardServer server) {
        this.server = server;
    }

    static DashboardPart start(Settings settings) {
        DashboardServer server = new DashboardServer(settings, Clock.systemUTC());
        server.start();
        return new DashboardPart(server);
    }

    int port() {
        return server.port();
    }

    @Override
    public String address() {
        return "http://localhost:" + server.port();
    }

    @Override
    public void close() {
        server.close();
    }
}
