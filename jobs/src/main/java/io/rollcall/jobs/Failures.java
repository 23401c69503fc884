package io.rollcall.jobs;

import io.rollcall.model.UserError;

/** Tells failures that a restart may mend from those that a person has to. */
final class Failures {
    private Failures() {}

    /** The error to give up with, or null if trying again makes sense. */
    static UserError hopeless(Job job, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UserError error) {
                return error;
            }
            String text = String.valueOf(cause.getMessage());
            if (text.contains("failOnDataLoss") || text.contains("KAFKA_DATA_LOSS")) {
                return new UserError(
                        "records of " + job.inputTopic() + " were deleted before " + job.name()
                                + " had read them: keep them longer (topics.retention), or go on without them by setting"
                                + " fail-on-data-loss to false",
                        failure);
            }
        }
        return null;
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
