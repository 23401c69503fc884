package io.rollcall.source.suggest;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What the values of sources say: which mean success or failure, and which events are logins. */
final class Verdicts {
    private static final Set<String> SUCCESS = Words.set("""
        success succeeded successful successfully succeed ok okay pass passed allow allowed granted grant
        accepted accept approved valid authenticated authorized permitted completed true yes good s erfolg
        erfolgreich succes 4624\
        """);

    private static final Set<String> FAILURE = Words.set("""
        fail failed fails failure failures error errors denied deny reject rejected invalid incorrect
        unauthorized unauthenticated forbidden blocked block locked fraud unsuccessful wrong bad refused
        disallowed aborted abort cancelled canceled timeout false no declined lockout f unsuccessfully ko nok
        fehler echec 4625\
        """);

    /** The numbers are those of Windows' events. */
    private static final Set<String> LOGIN = Words.set("""
        login logon signin signon logged loggedin logins signins userlogin anmeldung connexion 4624 4625\
        """);

    private static final Set<String> SESSION =
            Set.of("auth", "authn", "authenticate", "authenticated", "authentication");

    private static final Set<String> NO_LOGIN = Words.set("""
        logout logoff signout out end ended token refresh mfa challenge password register registered
        registration update updated delete deleted policy enroll enrolled enrollment impersonate impersonation
        client service provider verify verification reset evaluate link unlink expired machine close closed
        logouts signup up create change api second factor otp totp consent step remove add suspicious
        provisioning risky unusual sso oauth device configure config initiated requested started page view\
        """);

    private static final Pattern JOINED = Pattern.compile(
            "(user|web|app|admin|ssh|console|portal|member|customer|mobile|api|account)(login|logon|signin)");

    private static final Set<String> OPEN = Words.set("""
        challenge challenged pending progress inprogress unknown interrupted skipped partial continue required
        started other notapplied undefined\
        """);

    private Verdicts() {}

    /** Whether a value says that a login is not over yet, or that nobody knows how it ended. */
    static boolean isOpen(String value) {
        return of(value) == 0 && Words.any(Words.of(value), OPEN);
    }

    /** Whether a value says that something went well (1), badly (-1), or neither (0). */
    static int of(String value) {
        List<String> words = Words.of(value);
        if (words.isEmpty() || words.size() > 8) {
            return 0;
        }
        if (Words.any(words, FAILURE)) {
            return -1;
        }
        if (Words.any(words, SUCCESS)) {
            return words.contains("not") || words.contains("un") ? -1 : 1;
        }
        return 0;
    }

    /** How surely a value names logins: 2 surely, 1 perhaps, 0 not. */
    static int login(String value) {
        List<String> words = Words.of(value);
        if (words.isEmpty() || words.size() > 8) {
            return 0;
        }
        if (Words.any(words, LOGIN)
                || follows(words, "sign", "in")
                || follows(words, "sign", "on")
                || follows(words, "log", "in")
                || follows(words, "signed", "in")
                || follows(words, "log", "on")) {
            return Words.any(words, NO_LOGIN) ? 0 : 2;
        }
        if (Words.any(words, NO_LOGIN)) {
            return 0;
        }
        boolean session = follows(words, "session", "start")
                || follows(words, "session", "created")
                || follows(words, "session", "started")
                || follows(words, "session", "opened")
                || Words.any(words, SESSION);
        return session || words.stream().anyMatch(word -> JOINED.matcher(word).matches()) ? 1 : 0;
    }

    private static boolean follows(List<String> words, String first, String second) {
        for (int i = 0; i + 1 < words.size(); i++) {
            if (words.get(i).equals(first) && words.get(i + 1).equals(second)) {
                return true;
            }
        }
        return false;
    }
}
