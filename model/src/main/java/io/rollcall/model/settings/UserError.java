package io.rollcall.model.settings;

/**
 * An error that the user can fix. The message is one line: what is wrong, and what to do. {@link #getMessage()} names
 * settings by variable and key; a command renders {@link #message()} with the names of its options.
 */
public final class UserError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Lost by serialization, which keeps the text. */
    private final transient Message message;

    private final int exitCode;

    /** An error that ends the command with exit code 1. */
    public UserError(String message) {
        this(Message.literal(message));
    }

    /** An error that ends the command with exit code 1, and its cause. */
    public UserError(String message, Throwable cause) {
        this(Message.literal(message), cause);
    }

    /** An error that ends the command with exit code 1. */
    public UserError(Message message) {
        this(message, 1, null);
    }

    /** An error that ends the command with exit code 1, and its cause. */
    public UserError(Message message, Throwable cause) {
        this(message, 1, cause);
    }

    private UserError(Message message, int exitCode, Throwable cause) {
        super(message.toString(), cause);
        this.message = message;
        this.exitCode = exitCode;
    }

    /** Bad usage: exit code 2. */
    public static UserError usage(String message) {
        return usage(Message.literal(message));
    }

    /** Bad usage: exit code 2. */
    public static UserError usage(Message message) {
        return new UserError(message, 2, null);
    }

    /** The message, with its references to settings. */
    public Message message() {
        return message == null ? Message.literal(getMessage()) : message;
    }

    /** The exit code of the command: 1 for a failure, 2 for bad usage. */
    public int exitCode() {
        return exitCode;
    }
}
