package io.rollcall.model.stats;

/**
 * Lets datasketches-memory 3.0.2 run on every Java from 17 on. It compares {@code java.version} with a list that ends
 * at 21 and refuses any other, because its memory outside of the heap depends on the JDK's internals. Rollcall's
 * sketches are byte arrays on the heap, which work: docs/decisions/0047-other-machines.md.
 */
final class SketchMemory {
    private static final String CHECKED_PROPERTY = "java.version";
    private static final String NEWEST_ADMITTED = "21";
    /** The class that checks the version, once, while it is initialized. */
    private static final String CHECKING_CLASS = "org.apache.datasketches.memory.internal.ResourceImpl";

    private SketchMemory() {}

    /** Initializes the library. Call it before any other class does. */
    static void initialize() {
        if (Runtime.version().feature() <= Integer.parseInt(NEWEST_ADMITTED)) {
            return;
        }
        String version = System.setProperty(CHECKED_PROPERTY, NEWEST_ADMITTED);
        try {
            Class.forName(CHECKING_CLASS);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("the libraries of sketches are incomplete", e);
        } finally {
            System.setProperty(CHECKED_PROPERTY, version);
        }
    }
}
