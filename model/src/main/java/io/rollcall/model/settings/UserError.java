package io.rollcall.model.settings;

/** Something a person can mend. The message is one line: what is wrong, and what to do. */
public final class UserError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    /** An error that ends the command with exit code 1. */
    public UserError(String message) {
        this(message, 1, null);
    }

    /** An error that ends the command with exit code 1, and what caused it. */
    public UserError(String message, Throwable cause) {
        this(message, 1, cause);
    }

    private UserError(String message, int exitCode, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** Bad usage: exit code 2. */
    public static UserError usage(String message) {
        return new UserError(message, 2, null);
    }

    /** The exit code of the command: 1 it failed, 2 bad usage. */
    public int exitCode() {
        return exitCode;
    }
}
