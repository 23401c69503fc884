package io.rollcall.dashboard.oidc;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends requests to the provider. An answer that is late or large is an error, and no redirect is followed: a secret goes to
 * the addresses that the provider publishes, and nowhere else. Thread-safe.
 */
final class ProviderHttp implements HTTPRequestSender {
    /** Sets of keys and ID tokens are 100 times smaller. */
    static final int MAX_BODY_BYTES = 1 << 20;

    private static final Duration MAX_CONNECTING = Duration.ofSeconds(5);

    private final long maxMillis;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(MAX_CONNECTING)
            .build();

    /** @param maxMillis how long one request may take, ms */
    ProviderHttp(long maxMillis) {
        this.maxMillis = maxMillis;
    }

    @Override
    public ReadOnlyHTTPResponse send(ReadOnlyHTTPRequest request) throws IOException {
        String body = request.getBody();
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.getURI())
                .method(
                        request.getMethod().name(),
                        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        request.getHeaderMap().forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
        return response(send(builder.build()));
    }

    /** The body of a file that the provider publishes. @throws IOException if there is none */
    String get(URI uri) throws IOException {
        HttpResponse<byte[]> answer = send(
                HttpRequest.newBuilder(uri).header("Accept", "application/json").build());
        if (answer.statusCode() != 200) {
            throw new IOException(uri + " answers with status " + answer.statusCode());
        }
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request, info -> new BoundedBody(MAX_BODY_BYTES));
        try {
            return answer.get(maxMillis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException(request.uri() + " does not answer within " + maxMillis + " ms", e);
        } catch (ExecutionException e) {
            throw new IOException(request.uri() + " cannot be reached: " + reason(e.getCause()), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException().initCause(e);
        } finally {
            answer.cancel(true);
        }
    }

    private static String reason(Throwable cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private static HTTPResponse response(HttpResponse<byte[]> answer) {
        HTTPResponse response = new HTTPResponse(answer.statusCode());
        try {
            response.setContentType(answer.headers().firstValue("content-type").orElse("text/plain"));
        } catch (ParseException none) {
            // An answer without a type is no JSON, and whoever reads it says so.
        }
        response.setBody(new String(answer.body(), StandardCharsets.UTF_8));
        return response;
    }
}
