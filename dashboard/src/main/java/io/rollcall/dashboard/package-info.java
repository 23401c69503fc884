/**
 * The web server of the live page. {@code feed} reads the topics and applies their records to the {@code board}, which
 * keeps the windows of its {@code history}. {@code stream} sends the changes to every viewer, {@code health} judges
 * whether the numbers are current, and {@code http} serves all of it. Nothing is stored: a restart reads the topics
 * again.
 */
package io.rollcall.dashboard;
