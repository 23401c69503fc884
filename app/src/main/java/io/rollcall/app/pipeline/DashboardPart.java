package io.rollcall.app.pipeline;

import io.rollcall.dashboard.http.DashboardServer;
import io.rollcall.model.settings.Settings;
import java.time.Clock;

/** The web server, as a part of the pipeline. */
public final class DashboardPart implements Part {
    private final DashboardServer server;

    private DashboardPart(DashboardServer server) {
        this.server = server;
    }

    /** Starts it, without waiting for Kafka. @throws io.rollcall.model.settings.UserError if it cannot listen */
    public static DashboardPart start(Settings settings) {
        DashboardServer server = new DashboardServer(settings, Clock.systemUTC());
        server.start();
        return new DashboardPart(server);
    }

    int port() {
        return server.port();
    }

    @Override
    public String address() {
        return server.address();
    }

    @Override
    public void close() {
        server.close();
    }
}
