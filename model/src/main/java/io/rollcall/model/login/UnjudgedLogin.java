package io.rollcall.model.login;

import io.rollcall.model.place.AddressLocator;
import java.util.OptionalLong;

/**
 * A login as its source describes it, before {@link LoginCleaner} has applied the rules. Every sentence is for a person and
 * names what the source calls a field.
 */
public interface UnjudgedLogin {
    /** What is wrong if the login lacks the user that it must have, in one sentence; else null. */
    String missingUser(RawRecord raw);

    /** What is wrong with the first invalid field but the time, in one sentence; null if all are valid. */
    String invalidField();

    /** What is wrong if the login has no time, in one sentence; else null. */
    String missingTime(RawRecord raw);

    /** The event time, ms since the epoch; empty if what stands there is no time. */
    OptionalLong timeMillis();

    /** What is wrong with what stands there if it is no time, in one sentence. */
    String invalidTime();

    /** The name of the time's field. */
    String timeName();

    /** The time as the source has it. Only asked for if it is a time. */
    String timeText();

    /**
     * The login in the form that it has if it passes every rule. Only asked for if it does.
     *
     * @param locator where addresses are; null if places come from the records alone
     */
    CleanLogin normalized(EventId id, long timeMillis, AddressLocator locator);
}
