package io.rollcall.dashboard.access;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** A way for people to sign in and out. Thread-safe. */
interface SignInRoutes {
    /** Adds its routes. {@code /sign-in} is where it begins. */
    void addTo(RoutesConfig routes);

    /** What the page shows of who is signed in, as HTML; with a button where they can sign out here. */
    String pagePart(Context ctx, Identity who);
}
