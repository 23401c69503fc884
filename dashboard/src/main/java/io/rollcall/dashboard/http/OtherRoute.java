package io.rollcall.dashboard.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.rollcall.kafka.newest.OtherLocales;
import io.rollcall.model.settings.UserError;
import io.rollcall.model.text.Json;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** The route {@code /api/other}: what {@code OTHER} is made of. One thread of its own waits for Kafka. */
final class OtherRoute implements AutoCloseable {
    private final Supplier<OtherLocales> read;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread daemon = new Thread(task, "rollcall-other");
        daemon.setDaemon(true);
        return daemon;
    });

    /** A route that answers with what this supplier reads. It may throw {@link UserError}, and may be called often. */
    OtherRoute(Supplier<OtherLocales> read) {
        this.read = read;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/other", this::answer);
    }

    private void answer(Context ctx) {
        Api.parameters(ctx);
        AsyncAnswer.await(ctx, () -> CompletableFuture.supplyAsync(this::body, thread), body -> {
            ctx.status(body.has("error") ? 503 : 200);
            Api.json(ctx, body);
        });
    }

    private ObjectNode body() {
        ObjectNode body = Json.object();
        try {
            OtherLocales others = read.get();
            body.put("sample", others.sample());
            ArrayNode locales = body.putArray("locales");
            others.counts()
                    .forEach((locale, logins) ->
                            locales.addObject().put("locale", locale).put("logins", logins));
            others.remedy().ifPresent(remedy -> body.put("remedy", remedy));
            return body;
        } catch (UserError e) {
            return body.put("error", e.getMessage());
        }
    }

    /** Stops the thread. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
