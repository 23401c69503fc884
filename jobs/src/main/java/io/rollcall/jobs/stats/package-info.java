/**
 * The job {@code user_login_stats}: clean logins in from {@code user-login-clean}, statistics out to {@code
 * user-login-stats}.
 *
 * <p>In tasks, {@code PaneTallying} tallies the logins of a batch by locale and pane, and {@code WindowStatsProcessor} adds
 * these tallies to the state and returns a row for each window that has changed. In the driver, on the query's thread,
 * {@code BatchRows} fetches the rows and {@code StatsPublisher} writes them in one Kafka transaction per batch.
 */
package io.rollcall.jobs.stats;
