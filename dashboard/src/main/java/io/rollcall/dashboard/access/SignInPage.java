package io.rollcall.dashboard.access;

import java.util.Map;

/** The HTML of the sign-in. It works without scripts. */
final class SignInPage {
    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
              <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />%s
                <title>Sign in – Rollcall</title>
                <link rel="icon" href="data:," />
                <link rel="stylesheet" href="css/sign-in.css" />
              </head>
              <body>
                <main>
                  <h1>Rollcall</h1>
            %s    </main>
              </body>
            </html>
            """;

    private static final String FORM = """
                  <form id="sign-in" method="post" action="sign-in">
                    %s<label for="name">Name</label>
                    <input id="name" name="name" autocomplete="username" required autofocus maxlength="64" />
                    <label for="password">Password</label>
                    <input id="password" name="password" type="password" autocomplete="current-password" required />
                    <input type="hidden" name="to" value="%s" />
                    <input type="hidden" name="token" value="%s" />
                    <button type="submit">Sign in</button>
                  </form>
            """;

    private SignInPage() {}

    /**
     * The page.
     *
     * @param token that the form sends back
     * @param to the query of the page to come back to
     * @param problem what was wrong with the last attempt, or an empty text
     */
    static String html(String token, String to, String problem) {
        String alert = problem.isEmpty() ? "" : "<p role=\"alert\">" + escaped(problem) + "</p>\n        ";
        return PAGE.formatted("", FORM.formatted(alert, escaped(to), escaped(token)));
    }

    /**
     * A page that says one thing.
     *
     * @param isProblem whether it is what went wrong
     * @param links text by address
     */
    static String message(String sentence, boolean isProblem, Map<String, String> links) {
        return message(sentence, isProblem, links, "");
    }

    /** A page that goes on by itself. @param text of the link for browsers that do not */
    static String goingOn(String sentence, String address, String text) {
        String refresh = "\n    <meta http-equiv=\"refresh\" content=\"0; url=" + escaped(address) + "\" />";
        return message(sentence, false, Map.of(address, text), refresh);
    }

    private static String message(String sentence, boolean isProblem, Map<String, String> links, String refresh) {
        StringBuilder main = new StringBuilder(
                "      <p id=\"message\"" + (isProblem ? " role=\"alert\"" : "") + ">" + escaped(sentence) + "</p>\n");
        links.forEach((address, text) ->
                main.append("      <p><a href=\"" + escaped(address) + "\">" + escaped(text) + "</a></p>\n"));
        return PAGE.formatted(refresh, main);
    }

    /** What the page shows of who is signed in. @param token of the form that signs out, or null for none */
    static String session(Identity who, String token) {
        String name = "<span title=\"" + escaped(who.name()) + ", role "
                + who.role().wireName() + "\">" + escaped(who.name()) + "</span>";
        if (token == null) {
            return "<p id=\"session\">" + name + "</p>";
        }
        return "<form id=\"session\" method=\"post\" action=\"sign-out\">" + name
                + " <input type=\"hidden\" name=\"token\" value=\"" + escaped(token) + "\" />"
                + "<button type=\"submit\">sign out</button></form>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
