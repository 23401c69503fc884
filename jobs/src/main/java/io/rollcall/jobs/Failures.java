package io.rollcall.jobs;

import io.rollcall.jobs.checkpoint.Checkpoint;
import io.rollcall.model.settings.Message;
import io.rollcall.model.settings.SettingKey;
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

/** Tells failures that a restart may mend from those that a person has to. */
final class Failures {
    /** What cannot be read once may have been cut short by a stop; what cannot be read again is damaged. */
    private static final int TRIES_TO_READ_STATE = 1;

    private static final String STATE_PACKAGE = "org.apache.spark.sql.execution.streaming.state.";

    private Failures() {}

    /**
     * The error to give up with, or null if trying again makes sense.
     *
     * @param failuresBefore how often it failed on end before this
     */
    static UserError hopeless(Job job, Checkpoint checkpoint, Throwable failure, int failuresBefore) {
        Optional<Throwable> told =
                causes(failure).filter(UserError.class::isInstance).findFirst();
        if (told.isPresent()) {
            return (UserError) told.get();
        }
        if (any(failure, Failures::isDataLoss)) {
            return dataLoss(job, failure);
        }
        return failuresBefore >= TRIES_TO_READ_STATE && any(failure, Failures::isUnreadableState)
                ? checkpoint.damaged(checkpoint.fileNamedIn(causes(failure).map(Throwable::getMessage)), failure)
                : null;
    }

    static UserError dataLoss(Job job, Throwable cause) {
        return new UserError(
                Message.of(
                        "records of {} were deleted before {} had read them: keep them longer with {}, or go on without"
                                + " them: set {} to false",
                        job.inputTopic(),
                        job.name(),
                        SettingKey.LOGIN_RETENTION,
                        SettingKey.FAIL_ON_DATA_LOSS),
                cause);
    }

    private static boolean isDataLoss(Throwable cause) {
        String text = String.valueOf(cause.getMessage());
        return text.contains("failOnDataLoss") || text.contains("KAFKA_DATA_LOSS");
    }

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

    private static boolean any(Throwable failure, Predicate<Throwable> what) {
        return causes(failure).anyMatch(what);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }

    /** What went wrong, in one line. */
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
