package io.rollcall.dashboard.http;

import io.rollcall.dashboard.access.TestUsers;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A browser without scripts that signs in on a real server. It keeps cookies, and follows no redirect. */
final class SignedIn {
    private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([^\"]*)\"");

    final TestServer on;
    /** By name; what a test puts here is sent. */
    final Map<String, String> cookies = new HashMap<>();
    /** Names and values of headers that are sent with each request. */
    final List<String> always = new ArrayList<>();

    SignedIn(TestServer on) {
        this.on = on;
        always.addAll(List.of("Sec-Fetch-Site", "same-origin"));
    }

    /** A server whose users and tokens are those of {@link TestUsers}. */
    static TestServer server(String web, Path folder) {
        return server(web, folder, settings -> settings);
    }

    static TestServer server(String web, Path folder, UnaryOperator<Settings> change) {
        Path file = TestUsers.write(folder.resolve("users"));
        return new TestServer(
                web,
                settings -> change.apply(settings.with(SettingKey.DASHBOARD_USERS, file.toString())
                        .with(SettingKey.DASHBOARD_AUTH, "basic")));
    }

    /** The answers to so many attempts with wrong passwords, and to one form that is no form of the server. */
    static List<ApiAnswer> wrongPasswords(TestServer on, int attempts) throws Exception {
        SignedIn browser = new SignedIn(on);
        List<ApiAnswer> answers = new ArrayList<>(List.of(browser.post("/sign-in", Map.of("name", "ann"))));
        for (int i = 0; i < attempts; i++) {
            answers.add(browser.signIn("ann", "wrong", ""));
        }
        return answers;
    }

    /** Opens the form, fills it in and sends it. @param to the query to come back to */
    ApiAnswer signIn(String name, String password, String to) throws Exception {
        String token = token(get("/sign-in").body());
        return post("/sign-in", Map.of("name", name, "password", password, "token", token, "to", to));
    }

    /** Signs in a user of {@link TestUsers} with their password. */
    SignedIn signIn(String name) throws Exception {
        ApiAnswer answer = signIn(name, TestUsers.password(name), "");
        if (answer.status() != 303) {
            throw new AssertionError(answer);
        }
        return this;
    }

    /** The token of the form on a page. */
    static String token(String html) {
        Matcher token = TOKEN.matcher(html);
        if (!token.find()) {
            throw new AssertionError("no form: " + html);
        }
        return token.group(1);
    }

    ApiAnswer get(String path, String... headers) throws Exception {
        return send("GET", path, Map.of(), headers);
    }

    ApiAnswer post(String path, Map<String, String> form, String... headers) throws Exception {
        return send("POST", path, form, headers);
    }

    private ApiAnswer send(String method, String path, Map<String, String> form, String... headers) throws Exception {
        List<String> pairs = new ArrayList<>();
        form.forEach((name, value) -> pairs.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
        HttpRequest.Builder request = HttpRequest.newBuilder(on.uri(on.settings.dashboardPath() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(String.join("&", pairs)));
        if (!form.isEmpty()) {
            request.header("Content-Type", "application/x-www-form-urlencoded");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (!always.isEmpty()) {
            request.headers(always.toArray(String[]::new));
        }
        if (!cookies.isEmpty()) {
            List<String> sent = new ArrayList<>();
            cookies.forEach((name, value) -> sent.add(name + "=" + value));
            request.header("Cookie", String.join("; ", sent));
        }
        HttpResponse<String> response = on.client.send(request.build(), BodyHandlers.ofString());
        response.headers().allValues("set-cookie").forEach(this::keep);
        Map<String, String> byName = new HashMap<>();
        response.headers().map().forEach((name, values) -> byName.put(name, String.join(", ", values)));
        return new ApiAnswer(method + " " + path, response.statusCode(), byName, response.body());
    }

    private void keep(String cookie) {
        String[] pair = cookie.split(";", 2)[0].split("=", 2);
        if (cookie.contains("Max-Age=0")) {
            cookies.remove(pair[0]);
        } else {
            cookies.put(pair[0], pair[1]);
        }
    }
}
