package io.rollcall.bench.faults;

/** A round did not go as it must: what was seen, in one line. */
final class RoundFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RoundFailure(String message) {
        super(message);
    }
}
