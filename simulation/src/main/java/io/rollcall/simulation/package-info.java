/**
 * A deterministic simulation of the protocol between topics, jobs and dashboards. One thread and one seed decide what
 * happens in each step of a schedule; invariants are checked after each. A schedule that breaks one is printed, shrinks,
 * and can be replayed from its text.
 */
package io.rollcall.simulation;
