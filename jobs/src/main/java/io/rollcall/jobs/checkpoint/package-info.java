/**
 * A job's checkpoint, on any file system that Hadoop reaches. {@link io.rollcall.jobs.checkpoint.Checkpoint} is the
 * entry point to the settings with which the checkpoint was created, Rollcall's own notes, and the integrity check of
 * Spark's logs. {@link io.rollcall.jobs.checkpoint.LossNotes} notes what the job could not count, {@link
 * io.rollcall.jobs.checkpoint.RebuildNote} from which window on it counts. {@link
 * io.rollcall.jobs.checkpoint.CheckpointLock} admits one process at a time, to the folder of
 * {@link io.rollcall.jobs.checkpoint.CheckpointLocation}. The whole package runs in the driver. Only {@code LossNotes} is used by several threads; the rest is called before a query starts, by
 * the thread that runs the job.
 */
package io.rollcall.jobs.checkpoint;
