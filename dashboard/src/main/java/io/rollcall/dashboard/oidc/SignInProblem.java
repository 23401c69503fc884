package io.rollcall.dashboard.oidc;

/** Why a sign-in did not succeed: one sentence for the person. It may hold text from outside, and must be escaped. */
public final class SignInProblem extends RuntimeException {
    /** The status of a provider that does not answer. */
    static final int AWAY = 503;

    private final int status;
    private final String name;
    private final String idToken;
    private final String view;

    SignInProblem(int status, String sentence) {
        this(status, sentence, null);
    }

    SignInProblem(int status, String sentence, Throwable cause) {
        this(status, sentence, cause, "", "", "");
    }

    private SignInProblem(int status, String sentence, Throwable cause, String name, String idToken, String view) {
        super(sentence, cause);
        this.status = status;
        this.name = name;
        this.idToken = idToken;
        this.view = view;
    }

    /** The provider does not answer. */
    static SignInProblem unreachable(Throwable cause) {
        return new SignInProblem(AWAY, "The provider cannot be reached at the moment.", cause);
    }

    /** The provider answers what no provider should. */
    static SignInProblem unreadable(Throwable cause) {
        return new SignInProblem(502, "The provider's answer cannot be read. The dashboard's log says why.", cause);
    }

    /** Somebody whom the provider knows has no role. @param idToken by which the provider can sign them out */
    static SignInProblem noRole(String name, String idToken) {
        String sentence = name + " has no role here. Whoever runs this dashboard can give one with dashboard.roles.";
        return new SignInProblem(403, sentence, null, name, idToken, "");
    }

    /** The same of a sign-in that would have come back to a view. */
    SignInProblem of(String viewQuery) {
        return new SignInProblem(status, getMessage(), getCause(), name, idToken, viewQuery);
    }

    /** The status of HTTP that says whose fault it is. */
    public int status() {
        return status;
    }

    /** Somebody who has no role; empty if the problem is another. */
    public String name() {
        return name;
    }

    /** The ID token of somebody who has no role; empty if there is none. */
    public String idToken() {
        return idToken;
    }

    /** The query of the page that the sign-in would have come back to; empty if it is not known. */
    public String view() {
        return view;
    }
}
