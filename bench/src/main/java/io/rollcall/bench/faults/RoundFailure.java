package io.rollcall.bench.faults;

/** A round failed. The message says what was observed, in one line. */
final class RoundFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RoundFailure(String message) {
        super(message);
    }
}
