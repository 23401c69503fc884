package io.rollcall.dashboard.wire;

import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Serves everything below a path, {@code dashboard.path}. The routes do not see it: they have the same paths as at the
 * root. Outside of it nothing is found.
 */
final class PathPrefix extends Handler.Wrapper {
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
            // Relative: a proxy may serve it under another scheme and host.
            String query = uri.getQuery() == null ? "" : "?" + uri.getQuery();
            response.setStatus(HttpStatus.TEMPORARY_REDIRECT_307);
            response.getHeaders().put(HttpHeader.LOCATION, prefix + "/" + query);
            response.write(true, null, callback);
            return true;
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
