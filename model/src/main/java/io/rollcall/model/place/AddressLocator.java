package io.rollcall.model.place;

import java.io.Serializable;

/** Knows where an address is. Used by several threads at once. */
@FunctionalInterface
public interface AddressLocator extends Serializable {
    /**
     * The locale of the first public address of a text.
     *
     * @param addresses as a source writes them: with ports, in brackets, or in a list; or null
     * @return {@code UT}, {@code CAN} or {@code USA} (United States, state unknown); null if nothing is known
     */
    String locale(String addresses);
}
