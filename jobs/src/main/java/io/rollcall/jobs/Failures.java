package io.rollcall.jobs;

import io.rollcall.jobs.checkpoint.Checkpoint;
import io.rollcall.jobs.checkpoint.UnreadableState;
import io.rollcall.jobs.input.InputGuard;
import io.rollcall.model.process.MachineLimit;
import io.rollcall.model.settings.UserError;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Distinguishes failures that a restart may repair from those that a person must repair. */
final class Failures {
    /** The first failure may come from a stop that interrupted a write or a read. State that fails again is damaged. */
    private static final int FAILURES_BEFORE_STATE_IS_DAMAGED = 1;

    /**
     * After the first failure, the look at the topic before the next start finds out what happened to it. That look has
     * found nothing if the same failure comes again.
     */
    private static final int FAILURES_BEFORE_DATA_IS_LOST = 1;

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
                .findFirst()
                .or(() -> outOfMemory(failure));
        if (userError.isPresent()) {
            return userError;
        }
        if (failsOnLoss && failuresBefore >= FAILURES_BEFORE_DATA_IS_LOST && anyCause(failure, Failures::isDataLoss)) {
            return Optional.of(InputGuard.deleted(inputOf(job), failure));
        }
        return failuresBefore >= FAILURES_BEFORE_STATE_IS_DAMAGED && UnreadableState.isDamage(failure)
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

    private static boolean anyCause(Throwable failure, Predicate<Throwable> is) {
        return causes(failure).anyMatch(is);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }

    /** What went wrong, in one line: a limit of the machine, or type and first line of the root cause. */
    static String sentence(Throwable failure) {
        return MachineLimit.of(failure).map(MachineLimit::advice).orElseGet(() -> rootCause(failure));
    }

    private static Optional<UserError> outOfMemory(Throwable failure) {
        return MachineLimit.of(failure)
                .filter(MachineLimit.MEMORY::equals)
                .map(limit -> new UserError(limit.advice(), failure));
    }

    private static String rootCause(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String message = String.valueOf(root.getMessage()).strip();
        int end = message.indexOf('\n');
        return root.getClass().getSimpleName() + ": " + (end < 0 ? message : message.substring(0, end));
    }
}
