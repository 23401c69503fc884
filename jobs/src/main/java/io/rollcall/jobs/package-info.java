/**
 * The two jobs. {@code user_login_clean} delivers each raw record at least once, to exactly one of three topics; {@code
 * user_login_stats} counts by event id, so each login counts once however often it is delivered. No order is promised
 * between partitions. Jobs meet the rest of Rollcall only through topics.
 */
package io.rollcall.jobs;
