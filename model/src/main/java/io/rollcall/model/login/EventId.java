package io.rollcall.model.login;

/**
 * The identity of a login: the position of its raw record on {@code user-login}. Its text is {@code
 * <partition>-<offset>}.
 *
 * @param partition partition of the raw record, at least 0
 * @param offset offset of the raw record, at least 0
 */
public record EventId(int partition, long offset) {
    public EventId {
        if (partition < 0 || offset < 0) {
            throw new IllegalArgumentException(
                    "partition and offset must not be negative: " + partition + "-" + offset);
        }
    }

    /**
     * The id with this text.
     *
     * @throws IllegalArgumentException if the text is not {@code <partition>-<offset>}
     */
    public static EventId parse(String text) {
        int dash = text.indexOf('-');
        if (dash < 1) {
            throw new IllegalArgumentException("not an event id: " + text);
        }
        return new EventId(Integer.parseInt(text, 0, dash, 10), Long.parseLong(text, dash + 1, text.length(), 10));
    }

    @Override
    public String toString() {
        return partition + "-" + offset;
    }
}
