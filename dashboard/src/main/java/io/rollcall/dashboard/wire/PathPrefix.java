package io.rollcall.dashboard.wire;

import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Serves everything below a path, {@code dashboard.path}. The routes do not see it: they have the same paths as at the
 * root. Outside of it nothing is found. The path without its slash is answered where host names have been checked.
 */
final class PathPrefix extends Handler.Wrapper {
    /** An attribute of requests for the path without its slash. */
    static final String LACKS_SLASH = "io.rollcall.dashboard.lacks-slash";

    private final String prefix;

    /** @param prefix the path, with a slash at its start and none at its end */
    PathPrefix(String prefix) {
        this.prefix = prefix;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        HttpURI uri = request.getHttpURI();
        String path = uri.getPath();
        if (path.equals(prefix)) {
            request.setAttribute(LACKS_SLASH, true);
            HttpURI root = HttpURI.build(uri).path("/").query(uri.getQuery()).asImmutable();
            return super.handle(Request.serveAs(request, root), response, callback);
        }
        // Both forms, so that no dots lead into the path or out of it.
        if (!path.startsWith(prefix + "/") || !uri.getCanonicalPath().startsWith(prefix + "/")) {
            return refuse(request, response, callback, HttpStatus.NOT_FOUND_404);
        }
        Optional<HttpURI> below = below(uri);
        return below.isPresent()
                ? super.handle(Request.serveAs(request, below.get()), response, callback)
                : refuse(request, response, callback, HttpStatus.BAD_REQUEST_400);
    }

    /** The same without the path; empty if the rest is no path. */
    private Optional<HttpURI> below(HttpURI uri) {
        String rest = uri.getPath().substring(prefix.length());
        if (rest.startsWith("//")) {
            return Optional.empty(); // would be read as a host
        }
        try {
            HttpURI below = HttpURI.build(uri).path(rest).query(uri.getQuery()).asImmutable();
            return Optional.of(below).filter(valid -> valid.getCanonicalPath() != null);
        } catch (IllegalArgumentException leavesThePath) {
            return Optional.empty();
        }
    }

    private static boolean refuse(Request request, Response response, Callback callback, int status) {
        Response.writeError(request, response, callback, status);
        return true;
    }
}
