/**
 * Whether the topic that a job reads still is what its checkpoint has read so far: the same cluster, the same topic, and
 * every record that was processed. {@link io.rollcall.jobs.input.InputGuard} judges that before each start of the query, on
 * the thread that runs the job. {@link io.rollcall.jobs.input.InputWatch} looks while the query runs, on its own thread.
 */
package io.rollcall.jobs.input;
