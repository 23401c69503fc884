/**
 * A job's checkpoint, on any file system that Hadoop reaches. {@link io.rollcall.jobs.checkpoint.Checkpoint} is the front:
 * behind it stand the settings that the checkpoint was made with, Rollcall's own notes, and the integrity of the logs that
 * Spark keeps there. {@link io.rollcall.jobs.checkpoint.Losses} counts in a note what the job could not count. All of it
 * runs in the driver. Only {@code Losses} is used by several threads; the rest is called before a query starts, by the
 * thread that runs the job.
 */
package io.rollcall.jobs.checkpoint;
