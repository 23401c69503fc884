package io.rollcall.dashboard.http;

import io.rollcall.dashboard.wire.Refusals;
import io.rollcall.model.text.Json;
import java.nio.ByteBuffer;
import java.util.Locale;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Answers what the HTTP server refuses before a route or a filter sees it, such as an empty {@code Host} or a path
 * that leaves the root: with JSON, as the routes answer errors, in place of the server's own HTML.
 */
final class RefusedRequests implements Request.Handler {
    private final Refusals refusals;

    RefusedRequests(Refusals refusals) {
        this.refusals = refusals;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        refusals.add(Refusals.REQUESTS);
        RequestFilter.HEADERS.forEach(response.getHeaders()::put);
        response.getHeaders().put("Content-Type", "application/json");
        Object detail = HttpStatus.isServerError(response.getStatus())
                ? null // of the inside
                : request.getAttribute(ErrorHandler.ERROR_MESSAGE);
        String error = HttpStatus.getMessage(response.getStatus()).toLowerCase(Locale.ROOT);
        byte[] body = Json.bytes(Json.object().put("error", detail == null ? error : error + ": " + detail));
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }
}
