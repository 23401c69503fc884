/**
 * Judges whether current numbers are served, from the board's job reports and the state of the feed: as JSON for people
 * and for the page, and as metrics for Prometheus. Holds no state; any thread may call it.
 */
package io.rollcall.dashboard.health;
