/**
 * What runs a job. {@link io.rollcall.jobs.JobRunner} keeps one {@link io.rollcall.jobs.Job} running on the thread that
 * calls it: it checks the checkpoint, starts the query, restarts it after failures, and publishes its progress.
 *
 * <p>There are two jobs. {@code user_login_clean} ({@code jobs.clean}) delivers each raw record at least once, to
 * exactly one of three topics. {@code user_login_stats} ({@code jobs.stats}) counts clean logins by event id, so each
 * counts once, however often it is delivered. Neither depends on an order between partitions. Jobs communicate with the
 * rest of Rollcall only through topics.
 */
package io.rollcall.jobs;
