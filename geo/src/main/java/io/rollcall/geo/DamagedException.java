package io.rollcall.geo;

/** A file is not what its format demands. The message ends a sentence that begins "the file is damaged: ". */
final class DamagedException extends Exception {
    private static final long serialVersionUID = 1L;

    DamagedException(String message) {
        super(message);
    }
}
