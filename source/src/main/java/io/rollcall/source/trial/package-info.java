/**
 * Tries a mapping on records before anything runs by it. {@link io.rollcall.source.trial.Trial} decides by the classes
 * of the clean job, so that what it says is what will become of them. Knows neither Kafka nor files.
 */
package io.rollcall.source.trial;
