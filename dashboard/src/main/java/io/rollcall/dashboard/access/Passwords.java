package io.rollcall.dashboard.access;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;

/** Checks passwords, slowly enough. Thread-safe. */
final class Passwords {
    static final int TOO_MANY_REQUESTS = 429;
    /** Each check keeps a processor busy for a quarter of a second, and the server has 16 threads. */
    private static final int MAX_CHECKS = 4;

    private final Users users;
    private final Throttle throttle;
    private final Semaphore checksOfStrangers = new Semaphore(MAX_CHECKS);
    /** Strangers cannot take these. */
    private final Semaphore checksOfDevices = new Semaphore(MAX_CHECKS);

    Passwords(Users users, LongSupplier nowMillis) {
        this.users = users;
        throttle = new Throttle(nowMillis);
    }

    /**
     * The user of this name, if the password is right.
     *
     * @throws HttpResponseException 429 if it is too soon for another attempt; the answer then has {@code Retry-After}
     */
    Optional<UserEntry> check(Context ctx, String name, String password) {
        String address = ctx.req().getRemoteAddr();
        String counted = UsersFile.nameProblem(name) == null ? name : "";
        Optional<UserEntry> user = users.user(name);
        Optional<String> device = DeviceCookie.device(ctx, user);
        Semaphore checks = device.isPresent() ? checksOfDevices : checksOfStrangers;
        if (!checks.tryAcquire()) {
            throw tooSoon(ctx, 1_000);
        }
        try {
            long pause = throttle.begin(counted, address, device);
            if (pause > 0) {
                throw tooSoon(ctx, pause);
            }
            if (matches(user, password, users.maxCost())) {
                throttle.succeeded(counted, address, device);
                return user;
            }
            AuditLog.refused(counted, address);
            return Optional.empty();
        } finally {
            checks.release();
        }
    }

    /**
     * Whether it is the password of the user. A wrong one costs as much as a hash of the highest cost, whether there is
     * such a user or not, and whatever the cost of their hash: the time tells no names.
     */
    static boolean matches(Optional<UserEntry> user, String password, int maxCost) {
        if (user.isPresent() && PasswordHash.matches(password, user.get().hash())) {
            return true;
        }
        // Each cost doubles the work, so those from the user's own up to the highest add up to it.
        int from = user.map(known -> PasswordHash.cost(known.hash())).orElse(maxCost);
        for (int cost = from; cost < maxCost || (cost == maxCost && user.isEmpty()); cost++) {
            PasswordHash.matches(password, PasswordHash.ofNobody(cost));
        }
        return false;
    }

    private static HttpResponseException tooSoon(Context ctx, long pauseMillis) {
        long seconds = (pauseMillis + 999) / 1_000;
        ctx.header("Retry-After", Long.toString(seconds));
        return new HttpResponseException(
                TOO_MANY_REQUESTS, "too many attempts to sign in: try again in " + seconds + " s");
    }
}
