/**
 * How logins become rows: tallies by locale and pane, the state that unites them, the windows that are made of panes. These
 * classes know neither Spark nor Kafka, so the simulation runs the same ones as {@code user_login_stats}.
 */
package io.rollcall.jobs.tally;
