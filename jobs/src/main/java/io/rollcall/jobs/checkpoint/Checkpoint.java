package io.rollcall.jobs.checkpoint;

import io.rollcall.model.settings.UserError;
import java.util.Map;
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
     * Compares settings with those with which the checkpoint was created. Writes nothing.
     *
     * @return whether the checkpoint exists
     * @throws UserError if they differ
     */
    public boolean verify(Map<String, String> settings) {
        return identity.verify(settings);
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
        files.createFolder();
        return identity.bind(settings, defaults);
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
