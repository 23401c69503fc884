package io.rollcall.model.progress;

import java.util.Map;

/**
 * The progress of a job, as published on {@code user-login-progress}.
 *
 * @param job name of the job, see {@link JobName}
 * @param atMillis when the job made this report, ms since the epoch by the job's own clock
 * @param pipeline the pipeline that the job belongs to
 * @param batch the last finished micro-batch
 * @param input the position of the job in its input topic
 * @param state the size and age of the state that the job keeps
 * @param losses what the job could not count
 * @param failure why the job does not process its input, in words for people; null while all is well
 * @param geoDatabase type and build time of the database in which the job looks up addresses; null if it does not
 */
public record Progress(
        String job,
        long atMillis,
        Pipeline pipeline,
        Batch batch,
        Input input,
        State state,
        Losses losses,
        String failure,
        String geoDatabase) {
    /** The progress of a job that looks up no addresses. */
    public Progress(
            String job,
            long atMillis,
            Pipeline pipeline,
            Batch batch,
            Input input,
            State state,
            Losses losses,
            String failure) {
        this(job, atMillis, pipeline, batch, input, state, losses, failure, null);
    }

    /**
     * The last finished micro-batch.
     *
     * @param number its number in the checkpoint, -1 before the first
     * @param inputRows records that it read
     * @param rowsPerSecond records per second that it read
     * @param millis its duration, ms
     */
    public record Batch(long number, long inputRows, double rowsPerSecond, long millis) {
        /** No batch has finished yet. */
        public static final Batch NONE = new Batch(-1, 0, 0, 0);
    }

    /**
     * The position of a job in its input topic.
     *
     * @param completeThroughMillis every input record with a Kafka timestamp (ms) before this has been processed; null if
     *     unknown
     * @param lag records not processed yet
     * @param catchingUp whether the job still processes the backlog that existed when it started
     * @param offsets next offset to process, by partition
     * @param skippedRows records, or elements of records, that were no logins, since the checkpoint began; null if the job
     *     skips none
     * @param firstOffsets first offset that the checkpoint was to process, by partition; empty if not known. A partition
     *     that was added later is processed from 0
     */
    public record Input(
            Long completeThroughMillis,
            long lag,
            boolean catchingUp,
            Map<Integer, Long> offsets,
            Long skippedRows,
            Map<Integer, Long> firstOffsets) {
        /** Nothing is known yet. */
        public static final Input UNKNOWN = new Input(null, 0, false, Map.of());

        /** Keeps a copy of the offsets. */
        public Input {
            offsets = Map.copyOf(offsets);
            firstOffsets = Map.copyOf(firstOffsets);
        }

        /** The position of a job that does not say where it began. */
        public Input(
                Long completeThroughMillis,
                long lag,
                boolean catchingUp,
                Map<Integer, Long> offsets,
                Long skippedRows) {
            this(completeThroughMillis, lag, catchingUp, offsets, skippedRows, Map.of());
        }

        /** The position of a job that skips nothing. */
        public Input(Long completeThroughMillis, long lag, boolean catchingUp, Map<Integer, Long> offsets) {
            this(completeThroughMillis, lag, catchingUp, offsets, null);
        }

        /** A job that has processed everything before this Kafka timestamp (ms), and has no lag. */
        public static Input completeThrough(long millis) {
            return UNKNOWN.withCompleteThrough(millis);
        }

        /** The same with another {@link #completeThroughMillis}, which may be null. */
        public Input withCompleteThrough(Long millis) {
            return new Input(millis, lag, catchingUp, offsets, skippedRows, firstOffsets);
        }

        /** The same with another {@link #lag}. */
        public Input withLag(long records) {
            return new Input(completeThroughMillis, records, catchingUp, offsets, skippedRows, firstOffsets);
        }

        /** The same with other {@link #firstOffsets}. */
        public Input beganAt(Map<Integer, Long> first) {
            return new Input(completeThroughMillis, lag, catchingUp, offsets, skippedRows, first);
        }

        /** Whether the job has processed a record since its checkpoint began, as far as it says where that was. */
        public boolean hasProcessedAny() {
            return offsets.entrySet().stream()
                    .anyMatch(next -> next.getValue() > firstOffsets.getOrDefault(next.getKey(), 0L));
        }
    }

    /**
     * The state that a job keeps between batches.
     *
     * @param horizonMillis event time (ms) before which the job may have dropped state; null before it dropped any
     * @param rows entries in the state store
     * @param bytes size of the state store
     */
    public record State(Long horizonMillis, long rows, long bytes) {
        /** A job without state, or none yet. */
        public static final State EMPTY = new State(null, 0, 0);
    }

    /**
     * What a job could not count since its checkpoint began; 0 unless something is wrong.
     *
     * @param droppedRows logins that arrived for state already dropped, and were never counted
     * @param lostRows input records that were deleted before the job read them
     * @param aheadRows logins too far ahead of the broker's clock to be counted
     */
    public record Losses(long droppedRows, long lostRows, long aheadRows) {
        /** Nothing was lost. */
        public static final Losses NONE = new Losses(0, 0);

        /** Without logins too far ahead. */
        public Losses(long droppedRows, long lostRows) {
            this(droppedRows, lostRows, 0);
        }
    }

    /** The report of a job about which only its name is known. @param atMillis ms since the epoch */
    public static Progress of(String job, long atMillis) {
        return new Progress(job, atMillis, Pipeline.UNKNOWN, Batch.NONE, Input.UNKNOWN, State.EMPTY, Losses.NONE, null);
    }

    /** The same of another pipeline. */
    public Progress with(Pipeline owner) {
        return new Progress(job, atMillis, owner, batch, input, state, losses, failure, geoDatabase);
    }

    /** The same with another last batch. */
    public Progress with(Batch last) {
        return new Progress(job, atMillis, pipeline, last, input, state, losses, failure, geoDatabase);
    }

    /** The same with another position. */
    public Progress with(Input position) {
        return new Progress(job, atMillis, pipeline, batch, position, state, losses, failure, geoDatabase);
    }

    /** The same with another state. */
    public Progress with(State kept) {
        return new Progress(job, atMillis, pipeline, batch, input, kept, losses, failure, geoDatabase);
    }

    /** The same with other losses. */
    public Progress with(Losses counted) {
        return new Progress(job, atMillis, pipeline, batch, input, state, counted, failure, geoDatabase);
    }

    /** The same of a job that has failed. @param why in words for people */
    public Progress withFailure(String why) {
        return new Progress(job, atMillis, pipeline, batch, input, state, losses, why, geoDatabase);
    }

    /** The same of a job that looks up addresses. @param identity type and build time of the database, or null */
    public Progress withGeoDatabase(String identity) {
        return new Progress(job, atMillis, pipeline, batch, input, state, losses, failure, identity);
    }
}
