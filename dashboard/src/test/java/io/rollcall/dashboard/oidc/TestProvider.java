package io.rollcall.dashboard.oidc;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rollcall.model.text.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** A small provider of OpenID Connect on loopback, which a test can make lie. It has one person, and asks no password. */
public final class TestProvider implements AutoCloseable {
    public static final String CLIENT = "rollcall";
    public static final String SECRET = "s3cret+/ %";

    /** Makes the token of a sign-in from claims that are right. */
    public interface TokenMaker {
        String token(JWTClaimsSet.Builder claims) throws JOSEException;
    }

    /** Claims about the person. */
    public final Map<String, Object> person = new HashMap<>(Map.of("preferred_username", "ann"));
    /** What the discovery document says otherwise. */
    public final Map<String, Object> metadata = new LinkedHashMap<>();
    /** Parameters of each request for a sign-in. */
    public final List<Map<String, String>> requests = new ArrayList<>();

    public final AtomicInteger keyRequests = new AtomicInteger();
    public final AtomicInteger tokenRequests = new AtomicInteger();
    /** How many of them were answered. */
    public final AtomicInteger tokenAnswers = new AtomicInteger();
    /** Runs before keys are given out. */
    public volatile Runnable beforeKeys = () -> {};

    public volatile RSAKey key = newKey("first");
    public volatile TokenMaker maker = claims -> signed(key, claims);
    /** A status in place of the answers of the token endpoint; 0 for none. */
    public volatile int tokenStatus;
    /** The body of an answer with {@link #tokenStatus}. */
    public volatile String tokenBody = "<html>no</html>";
    /** What is given out in place of the keys; null for the keys. */
    public volatile String keysBody;

    public volatile boolean givesRefreshTokens;
    /** Whether answers to refresh tokens have an ID token. */
    public volatile boolean repeatsIdToken = true;

    private final LongSupplier nowMillis;
    private final Map<String, Map<String, String>> refreshTokens = new ConcurrentHashMap<>();
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private final AtomicInteger lastCode = new AtomicInteger();
    private final HttpServer server;

    /** Starts it at any port. */
    public TestProvider(LongSupplier nowMillis) {
        this(nowMillis, 0);
    }

    public TestProvider(LongSupplier nowMillis, int port) {
        this.nowMillis = nowMillis;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "test-provider");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, 200, discovery()));
        server.createContext("/keys", exchange -> {
            keyRequests.incrementAndGet();
            beforeKeys.run();
            answer(exchange, 200, keysBody == null ? new JWKSet(key.toPublicJWK()).toString() : keysBody);
        });
        server.createContext("/token", exchange -> {
            token(exchange);
            tokenAnswers.incrementAndGet();
        });
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String issuer() {
        return "http://127.0.0.1:" + port();
    }

    /** A key of this id. */
    public static RSAKey newKey(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    public static String signed(RSAKey key, JWTClaimsSet.Builder claims) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims.build());
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    private String discovery() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("issuer", issuer());
        all.put("authorization_endpoint", issuer() + "/authorize");
        all.put("token_endpoint", issuer() + "/token");
        all.put("jwks_uri", issuer() + "/keys");
        all.put("end_session_endpoint", issuer() + "/logout");
        all.put("response_types_supported", List.of("code"));
        all.put("subject_types_supported", List.of("public"));
        all.put("id_token_signing_alg_values_supported", List.of("RS256", "HS256", "none"));
        all.putAll(metadata);
        return new ObjectMapper().valueToTree(all).toString();
    }

    /** Ends the sessions of the person. */
    public void revoke() {
        refreshTokens.clear();
    }

    /** What the provider does with a browser that comes for a sign-in: the address to which it sends it back. */
    public URI authorize(URI request) {
        Map<String, String> parameters = parameters(request.getRawQuery());
        requests.add(parameters);
        String code = "code-" + lastCode.incrementAndGet();
        codes.put(code, parameters);
        return URI.create(parameters.get("redirect_uri") + "?code=" + code + "&state="
                + URLEncoder.encode(parameters.get("state"), StandardCharsets.UTF_8));
    }

    private void token(HttpExchange exchange) throws IOException {
        tokenRequests.incrementAndGet();
        Map<String, String> form =
                parameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        boolean again = "refresh_token".equals(form.get("grant_type"));
        Map<String, String> request =
                again ? refreshTokens.get(form.get("refresh_token")) : codes.get(String.valueOf(form.get("code")));
        if (tokenStatus != 0) {
            answer(exchange, tokenStatus, tokenBody);
        } else if (!isClient(exchange, form)) {
            answer(exchange, 401, "{\"error\":\"invalid_client\"}");
        } else if (request == null
                || !again && !request.get("redirect_uri").equals(form.get("redirect_uri"))
                || !again && !challenge(form.get("code_verifier")).equals(request.get("code_challenge"))) {
            answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
        } else {
            (again ? refreshTokens : codes).remove(form.get(again ? "refresh_token" : "code")); // each counts once
            try {
                ObjectNode tokens = Json.object().put("access_token", "opaque").put("token_type", "Bearer");
                if (!again || repeatsIdToken) {
                    tokens.put("id_token", maker.token(claims(request)));
                }
                if (givesRefreshTokens) {
                    String refresh = "refresh-" + lastCode.incrementAndGet();
                    refreshTokens.put(refresh, request);
                    tokens.put("refresh_token", refresh);
                }
                answer(exchange, 200, tokens.toString());
            } catch (JOSEException e) {
                throw new AssertionError(e);
            }
        }
    }

    private JWTClaimsSet.Builder claims(Map<String, String> request) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .subject("subject-of-ann")
                .audience(CLIENT)
                .issueTime(new Date(nowMillis.getAsLong()))
                .expirationTime(new Date(nowMillis.getAsLong() + 300_000))
                .claim("nonce", request.get("nonce"));
        person.forEach(claims::claim);
        return claims;
    }

    private static boolean isClient(HttpExchange exchange, Map<String, String> form) {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        if (header == null) {
            return CLIENT.equals(form.get("client_id")) && SECRET.equals(form.get("client_secret"));
        }
        String[] pair = new String(Base64.getDecoder().decode(header.replace("Basic ", "")), StandardCharsets.UTF_8)
                .split(":", 2);
        return decoded(pair[0]).equals(CLIENT) && decoded(pair[1]).equals(SECRET);
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(String.valueOf(verifier).getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** The parameters of a query or a form. */
    public static Map<String, String> parameters(String text) {
        Map<String, String> all = new HashMap<>();
        for (String pair : text.split("&")) {
            String[] parts = pair.split("=", 2);
            all.put(decoded(parts[0]), parts.length > 1 ? decoded(parts[1]) : "");
        }
        return all;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", body.startsWith("{") ? "application/json" : "text/html");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
