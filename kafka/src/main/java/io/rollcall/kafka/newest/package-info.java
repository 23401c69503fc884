/**
 * What the newest records of a topic say, for those who ask now and then: {@link io.rollcall.kafka.newest.NewestLogins}.
 * Each question opens a consumer of its own and closes it.
 */
package io.rollcall.kafka.newest;
