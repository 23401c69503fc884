package io.rollcall.jobs;

import io.rollcall.jobs.checkpoint.Checkpoint;
import io.rollcall.jobs.input.InputGuard;
import io.rollcall.model.settings.UserError;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.UTFDataFormatException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.apache.spark.SparkThrowable;

/** Distinguishes failures that a restart may repair from those that a person must repair. */
final class Failures {
    /** The first failure may come from a stop that interrupted a write or a read. State that fails again is damaged. */
    private static final int FAILURES_BEFORE_STATE_IS_DAMAGED = 1;

    /**
     * After the first failure, the look at the topic before the next start finds out what happened to it. That look has
     * found nothing if the same failure comes again.
     */
    private static final int FAILURES_BEFORE_DATA_IS_LOST = 1;

    private static final String STATE_PACKAGE = "org.apache.spark.sql.execution.streaming.state.";

    private Failures() {}

    /**
     * The error with which the job must end; empty if a restart may help.
     *
     * @param failsOnLoss whether the job must not continue without records that it has not read
     * @param failuresBefore how many times in a row the job failed before this
     */
    static Optional<UserError> unrecoverable(
            Job job, Checkpoint checkpoint, Throwable failure, boolean failsOnLoss, int failuresBefore) {
        Optional<UserError> userError = causes(failure)
                .filter(UserError.class::isInstance)
                .map(UserError.class::cast)
                .findFirst();
        if (userError.isPresent()) {
            return userError;
        }
        if (failsOnLoss && failuresBefore >= FAILURES_BEFORE_DATA_IS_LOST && anyCause(failure, Failures::isDataLoss)) {
            return Optional.of(InputGuard.deleted(inputOf(job), failure));
        }
        return failuresBefore >= FAILURES_BEFORE_STATE_IS_DAMAGED && anyCause(failure, Failures::isUnreadableState)
                ? Optional.of(checkpoint.damaged(causes(failure).map(Throwable::getMessage), failure))
                : Optional.empty();
    }

    /** What a job reads. */
    static InputGuard.Input inputOf(Job job) {
        return new InputGuard.Input(job.name(), job.inputTopic(), job.offsetsAreIds(), job::writtenOffsets);
    }

    /** Spark's Kafka source does not use a dedicated exception for this everywhere. */
    private static boolean isDataLoss(Throwable cause) {
        String text = String.valueOf(cause.getMessage());
        return text.contains("failOnDataLoss") || text.contains("KAFKA_DATA_LOSS");
    }

    /** Spark's own error, or a file that ends too early or is missing, read by Spark's code for state. */
    private static boolean isUnreadableState(Throwable cause) {
        if (cause instanceof SparkThrowable spark) {
            return spark.getCondition() != null && spark.getCondition().startsWith("CANNOT_LOAD_STATE_STORE");
        }
        boolean cutShort = cause instanceof EOFException
                || cause instanceof FileNotFoundException
                || cause instanceof UTFDataFormatException
                || cause instanceof ZipException;
        return cutShort
                && Arrays.stream(cause.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().startsWith(STATE_PACKAGE));
    }

    private static boolean anyCause(Throwable failure, Predicate<Throwable> is) {
        return causes(failure).anyMatch(is);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }

    /** What went wrong, in one line: type and first line of the root cause. */
    static String sentence(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String message = String.valueOf(root.getMessage()).strip();
        int end = message.indexOf('\n');
        return root.getClass().getSimpleName() + ": " + (end < 0 ? message : message.substring(0, end));
    }
}
