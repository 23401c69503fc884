package io.rollcall.model.progress;

/** Names of the two jobs: of their Spark queries, their progress records and their checkpoints. */
public final class JobName {
    /** The job that cleans raw logins. */
    public static final String CLEAN = "user_login_clean";
    /** The job that counts clean logins in windows. */
    public static final String STATS = "user_login_stats";

    private JobName() {}
}
