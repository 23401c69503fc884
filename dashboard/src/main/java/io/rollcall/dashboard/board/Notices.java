package io.rollcall.dashboard.board;

import java.util.List;

/**
 * What someone must know about the numbers, in sentences. Immutable.
 *
 * @param wrong why numbers may be wrong, and nothing is final
 * @param warnings what someone should mend, although the numbers are right
 */
public record Notices(List<String> wrong, List<String> warnings) {
    /** Keeps copies of the lists. */
    public Notices {
        wrong = List.copyOf(wrong);
        warnings = List.copyOf(warnings);
    }
}
