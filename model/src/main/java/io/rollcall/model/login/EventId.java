package io.rollcall.model.login;

/**
 * The identity of a login: the position of its raw record on {@code user-login}, and which login of that record it is.
 * Its text is {@code <partition>-<offset>}, or {@code <partition>-<offset>-<element>} where one record may hold several
 * logins.
 *
 * @param partition partition of the raw record, at least 0
 * @param offset offset of the raw record, at least 0
 * @param element the position among the elements of the record, from 0 on; {@link #WHOLE} where a record is one login
 */
public record EventId(int partition, long offset, int element) {
    /** The element of a login that is a whole record. */
    public static final int WHOLE = -1;

    public EventId {
        if (partition < 0 || offset < 0 || element < WHOLE) {
            throw new IllegalArgumentException(
                    "partition, offset and element must not be negative: " + partition + "-" + offset + "-" + element);
        }
    }

    /** The id of a login that is a whole record. */
    public EventId(int partition, long offset) {
        this(partition, offset, WHOLE);
    }

    /** The id of one element of the record. */
    public EventId withElement(int position) {
        return new EventId(partition, offset, position);
    }

    /**
     * The id with this text.
     *
     * @throws IllegalArgumentException if the text is no event id
     */
    public static EventId parse(String text) {
        int first = text.indexOf('-');
        if (first < 1) {
            throw new IllegalArgumentException("not an event id: " + text);
        }
        int second = text.indexOf('-', first + 1);
        int end = second < 0 ? text.length() : second;
        int element = second < 0 ? WHOLE : Integer.parseInt(text, second + 1, text.length(), 10);
        if (second >= 0 && element < 0) {
            throw new IllegalArgumentException("not an event id: " + text);
        }
        return new EventId(Integer.parseInt(text, 0, first, 10), Long.parseLong(text, first + 1, end, 10), element);
    }

    @Override
    public String toString() {
        return element == WHOLE ? partition + "-" + offset : partition + "-" + offset + "-" + element;
    }
}
