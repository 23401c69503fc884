package io.rollcall.model.progress;

/** Names of the two jobs: of the Spark queries, of their progress records, of their checkpoints. */
public final class JobName {
    /** Cleans raw logins. */
    public static final String CLEAN = "user_login_clean";
    /** Counts clean logins in windows. */
    public static final String STATS = "user_login_stats";

    private JobName() {}
}
