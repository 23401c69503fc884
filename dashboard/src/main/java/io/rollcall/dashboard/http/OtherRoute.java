package io.rollcall.dashboard.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.rollcall.dashboard.access.Gate;
import io.rollcall.kafka.newest.OtherLocales;
import io.rollcall.model.settings.Role;
import io.rollcall.model.settings.UserError;
import io.rollcall.model.text.Json;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The route {@code /api/other}: what {@code OTHER} is made of. One thread of its own waits for Kafka. */
final class OtherRoute implements AutoCloseable {
    /** The code of a place. Any other text is the source's, and may be anything. */
    private static final Pattern CODE = Pattern.compile("[A-Z]{2,3}");
    /** In place of texts that a role does not see. */
    private static final String HIDDEN = "hidden";

    private final Supplier<OtherLocales> read;
    private final Gate gate;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread daemon = new Thread(task, "rollcall-other");
        daemon.setDaemon(true);
        return daemon;
    });

    /**
     * A route that answers with what this supplier reads. It may throw {@link UserError}, and may be called often.
     *
     * @param gate knows whose role shows texts of the source
     */
    OtherRoute(Supplier<OtherLocales> read, Gate gate) {
        this.read = read;
        this.gate = gate;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/other", this::answer);
    }

    private void answer(Context ctx) {
        Api.parameters(ctx);
        Role role = gate.identity(ctx).orElseThrow().role();
        boolean showsTexts = role == Role.ANALYST || role == Role.ADMIN;
        AsyncAnswer.await(ctx, () -> CompletableFuture.supplyAsync(() -> body(showsTexts), thread), body -> {
            ctx.status(body.has("error") ? 503 : 200);
            Api.json(ctx, body);
        });
    }

    private ObjectNode body(boolean showsTexts) {
        ObjectNode body = Json.object();
        try {
            OtherLocales others = read.get();
            body.put("sample", others.sample());
            ArrayNode locales = body.putArray("locales");
            others.mostFrequent(locale -> showsTexts || CODE.matcher(locale).matches() ? locale : HIDDEN)
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
