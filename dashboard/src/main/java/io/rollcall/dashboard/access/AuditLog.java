package io.rollcall.dashboard.access;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who signed in, and who looked at raw records or ids: a line each, by the logger {@value #NAME}, which other systems can send
 * elsewhere. No line has a password, a token, the id of a session, or anything of a record.
 */
public final class AuditLog {
    static final String NAME = "rollcall.audit";

    private static final Logger LOG = LoggerFactory.getLogger(NAME);
    private static final int MAX_CHARS = 100;

    private AuditLog() {}

    /**
     * Notes that somebody is shown records. Whoever has no name is at the machine of the dashboard, and not noted.
     *
     * @param what of the records is shown as it is; empty if nothing, and then it is not noted
     * @param which records
     */
    public static void looked(Identity who, String address, String what, String which) {
        if (!who.name().isEmpty() && !what.isEmpty()) {
            LOG.info(
                    "{} ({}) at {} looks at {}: {}",
                    plain(who.name()),
                    who.role().wireName(),
                    plain(address),
                    what,
                    which);
        }
    }

    static void signedIn(String name, String address) {
        LOG.info("{} at {} signs in", plain(name), plain(address));
    }

    static void signedOut(String name, String address) {
        LOG.info("{} at {} signs out", plain(name), plain(address));
    }

    /** @param name as given; empty if nobody can have it */
    static void refused(String name, String address) {
        LOG.info(
                "{} at {} is refused: wrong name or password",
                name.isEmpty() ? "(no name)" : plain(name),
                plain(address));
    }

    /** Notes that a provider knows somebody who may see nothing here. */
    static void withoutRole(String name, String address) {
        LOG.info("{} at {} is refused: no role", plain(name), plain(address));
    }

    /** A name from outside cannot begin a line of its own, or hide. */
    static String plain(String text) {
        String shortened = text.substring(0, Math.min(text.length(), MAX_CHARS));
        return shortened.replaceAll("[^\\p{Graph}\\p{IsLatin} ]", "?");
    }
}
