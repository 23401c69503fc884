package io.rollcall.dashboard.wire;

import jakarta.servlet.ServletRequest;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Lets the routes answer {@code HEAD} as {@code GET}: they and their rules know only the latter. The HTTP server, which
 * knows what the client sent, leaves out the body.
 */
public final class HeadRequests extends Handler.Wrapper {
    private static final String HEAD = "io.rollcall.dashboard.head";

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!HttpMethod.HEAD.is(request.getMethod())) {
            return super.handle(request, response, callback);
        }
        request.setAttribute(HEAD, true);
        Request get = new Request.Wrapper(request) {
            @Override
            public String getMethod() {
                return HttpMethod.GET.asString();
            }
        };
        return super.handle(get, response, callback);
    }

    /** Whether the client wants no body, which an answer without an end must know. */
    public static boolean isHead(ServletRequest request) {
        return request.getAttribute(HEAD) != null;
    }
}
