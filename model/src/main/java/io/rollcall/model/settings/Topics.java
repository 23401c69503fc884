package io.rollcall.model.settings;

import java.io.Serializable;
import java.util.List;

/**
 * The names of the topics.
 *
 * @param raw raw logins, written by producers
 * @param clean cleaned logins
 * @param late late logins, which came too late to be counted
 * @param rejected rejected logins, which violate a rule
 * @param stats window statistics
 * @param progress progress reports of the jobs
 */
public record Topics(String raw, String clean, String late, String rejected, String stats, String progress)
        implements Serializable {
    /** The default names. */
    public static final Topics DEFAULT = new Topics(
            "user-login",
            "user-login-clean",
            "user-login-late",
            "user-login-rejected",
            "user-login-stats",
            "user-login-progress");

    public Topics {
        if (List.of(raw, clean, late, rejected, stats, progress).stream()
                        .distinct()
                        .count()
                != 6) {
            throw new IllegalArgumentException("two topics have the same name");
        }
    }

    /** All topics, in the order of the pipeline. */
    public List<String> all() {
        return List.of(raw, clean, late, rejected, stats, progress);
    }
}
