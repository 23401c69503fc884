package io.rollcall.jobs.checkpoint;

import io.rollcall.model.settings.UserError;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;

/**
 * A job's checkpoint on any Hadoop file system: the settings with which it was created, its last committed batch, and
 * its integrity. Not thread-safe.
 *
 * <p>A file that is missing or has a wrong content is a {@link UserError}: the checkpoint is damaged. A file that could
 * not be read now, for whatever reason, is a {@link java.io.UncheckedIOException}: the checkpoint may be sound, and
 * another try may help.
 */
public final class Checkpoint {
    private final CheckpointFiles files;
    private final CheckpointNotes notes;
    private final CheckpointIdentity identity;
    private final SparkLogs logs;

    /**
     * The checkpoint of a job. It need not exist yet. Writes nothing.
     *
     * @param job name of the job
     * @param location folder or URL
     * @throws UserError if there is no such file system
     */
    public Checkpoint(String job, String location, Configuration hadoop) {
        this.files = new CheckpointFiles(job, location, hadoop);
        this.notes = new CheckpointNotes(files);
        this.identity = new CheckpointIdentity(files, notes);
        this.logs = new SparkLogs(files);
    }

    /**
     * Compares settings with those with which the checkpoint was created. Writes nothing, but completes a deletion that was
     * interrupted.
     *
     * @return whether the checkpoint exists
     * @throws UserError if they differ
     */
    public boolean verify(Map<String, String> settings) {
        return verify(settings, Set.of());
    }

    /** The same where some settings may have another value. @param followed their keys; having none is no value */
    public boolean verify(Map<String, String> settings, Set<String> followed) {
        files.completeDeletion();
        return identity.verify(settings, followed);
    }

    /**
     * Creates the checkpoint and notes the settings; if it exists, compares them as {@link #verify} does.
     *
     * @param settings the settings on which the job's data depends
     * @param defaults values of a new checkpoint for settings that are not given; an existing checkpoint keeps its own
     * @return the settings with which the checkpoint was created
     * @throws UserError if they differ, or the location cannot be written
     */
    public Map<String, String> bind(Map<String, String> settings, Map<String, String> defaults) {
        return bind(settings, defaults, Set.of());
    }

    /** The same where some settings may have another value, which is noted. @param followed their keys; having none is no value */
    public Map<String, String> bind(Map<String, String> settings, Map<String, String> defaults, Set<String> followed) {
        files.completeDeletion();
        files.createFolder();
        return identity.bind(settings, defaults, followed);
    }

    /** Deletes the checkpoint with everything in it, if there is one. @throws UserError if it cannot be deleted */
    public void delete() {
        files.delete();
    }

    /**
     * Deletes the checkpoint, and notes from which window on a new one can count.
     *
     * @param floorMillis start (ms) of that window; empty if it is the first
     * @param begins the offset at which each partition of the input begins now
     */
    public void replaceBy(OptionalLong floorMillis, Map<Integer, Long> begins) {
        files.delete();
        files.createFolder();
        new RebuildNote(this).plan(floorMillis, begins);
    }

    /**
     * Compares the input topic with the one that the checkpoint has read so far. What is not known yet is noted now. The
     * checkpoint must be bound to its settings.
     *
     * @param topic the name of the topic
     * @throws UserError if it is a topic of another cluster, or was deleted and created again
     */
    public void bindInput(InputIdentity now, String topic) {
        identity.bindInput(now, () -> recreated(topic));
    }

    /** Whether the checkpoint knows the id of the topic that it has read so far. */
    public boolean knowsInput() {
        return identity.knowsInput();
    }

    /** The error for an input topic that is not the one that the checkpoint has read so far. */
    public UserError recreated(String topic) {
        return new UserError("the topic " + topic + " was deleted or created again since " + files.job()
                + " began to read it: run " + CheckpointFiles.RESET_ALL + " to compute everything anew");
    }

    /**
     * Checks that Spark's logs in the checkpoint are intact. Spark does not notice all damage, and its counts would
     * then be wrong.
     *
     * @throws UserError if a file is missing or damaged
     */
    public void checkIntegrity() {
        logs.check();
    }

    /** The last batch that Spark committed, with its next offsets of the input topic. */
    public CommittedBatch lastCommitted(String inputTopic) {
        return logs.lastCommitted(inputTopic);
    }

    /**
     * The next offsets of the input topic after the last batch that Spark has planned, by partition. It may have been
     * processed in part.
     */
    public Map<Integer, Long> plannedOffsets(String inputTopic) {
        return logs.plannedOffsets(inputTopic);
    }

    /**
     * The next offsets after the last batch that Spark had planned by a time. All records below existed then.
     *
     * @param millis by the clock of the file system
     * @return by partition; empty if no such batch is known
     */
    public Map<Integer, Long> plannedOffsets(String inputTopic, long millis) {
        return logs.plannedOffsets(inputTopic, millis);
    }

    /**
     * The first offsets of the input topic that Spark is to read, by partition; empty if it has not looked yet.
     */
    public Map<Integer, Long> initialOffsets(String inputTopic) {
        return logs.initialOffsets(inputTopic);
    }

    /**
     * Deletes a batch that Spark has planned, but not committed, if it goes back to an offset before those that are
     * committed. Spark plans such a batch if the topic ends there, and would commit it at the next start.
     *
     * @throws UserError if it cannot be deleted
     */
    public void dropBackwardPlan(String inputTopic) {
        logs.dropBackwardPlan(inputTopic);
    }

    /**
     * The error for state that cannot be read.
     *
     * @param messages of exceptions, some of which may be null; the error names the first file of this checkpoint that
     *     they mention
     */
    public UserError damaged(Stream<String> messages, Throwable cause) {
        return files.damaged(files.fileNamedIn(messages), cause);
    }

    CheckpointNotes notes() {
        return notes;
    }
}
