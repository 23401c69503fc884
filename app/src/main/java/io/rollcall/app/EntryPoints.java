package io.rollcall.app;

import io.rollcall.model.Settings;
import io.rollcall.model.UserError;
import java.io.PrintWriter;

/** The one place where the command calls into the rooms producer, jobs and dashboard. What is returned runs until closed. */
final class EntryPoints {
    private EntryPoints() {}

    /** Starts user_login_clean with its checkpoint under this location. */
    static Part cleanJob(Settings settings, String checkpointLocation) {
        throw notYet("user_login_clean");
    }

    /** Starts user_login_stats with its checkpoint under this location. */
    static Part statsJob(Settings settings, String checkpointLocation) {
        throw notYet("user_login_stats");
    }

    /** Starts the web server. */
    static Part dashboard(Settings settings) {
        throw notYet("the dashboard");
    }

    /** Starts synthetic logins at a steady rate. */
    static Part producer(Settings settings) {
        throw notYet("the producer");
    }

    /** Produces what the options say, to the end; prints progress and, at the end, the count that was acknowledged. */
    static void produce(Settings settings, ProduceOptions options, PrintWriter out) {
        throw notYet("the producer");
    }

    private static UserError notYet(String what) {
        return new UserError(what + " is not part of this build yet");
    }
}
