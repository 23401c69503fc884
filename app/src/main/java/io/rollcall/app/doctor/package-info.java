/**
 * What {@code rollcall doctor} checks: this machine, the settings, the checkpoints and Kafka. Each check reads, changes
 * nothing, and says in one sentence what it found and what to do.
 */
package io.rollcall.app.doctor;
