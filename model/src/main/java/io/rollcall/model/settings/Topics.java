package io.rollcall.model.settings;

import java.io.Serializable;
import java.util.List;

/**
 * The names of the topics.
 *
 * @param raw raw logins, written by the users' producers
 * @param clean cleaned logins
 * @param late logins that came too late to be counted
 * @param rejected logins that broke a rule
 * @param stats rows of window statistics
 * @param progress how far each job is
 */
public record Topics(String raw, String clean, String late, String rejected, String stats, String progress)
        implements Serializable {
    /** The names of the contract. */
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
            throw new IllegalArgumentException("each topic needs a name of its own");
        }
    }

    /** All six, in the order of the pipeline. */
    public List<String> all() {
        return List.of(raw, clean, late, rejected, stats, progress);
    }
}
