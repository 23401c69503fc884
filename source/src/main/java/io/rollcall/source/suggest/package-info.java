/**
 * Proposes a mapping from a sample of records, by the names and values of their fields. {@link
 * io.rollcall.source.suggest.Suggestion} is its entrance. It only helps a person: no login depends on it. Knows neither
 * Kafka nor files.
 */
package io.rollcall.source.suggest;
