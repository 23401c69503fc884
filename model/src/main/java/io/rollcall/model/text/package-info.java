/**
 * Text forms that every other package reads and writes: ISO-8601 times, JSON trees, Unicode white space. Pure functions
 * without state, safe for any thread. Malformed input ends in an {@link java.lang.IllegalArgumentException}, except for
 * times, which end in a {@link java.time.format.DateTimeParseException}.
 */
package io.rollcall.model.text;
