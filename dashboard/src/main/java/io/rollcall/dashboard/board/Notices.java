package io.rollcall.dashboard.board;

import io.rollcall.model.progress.HeldApart;
import java.util.List;

/**
 * What someone must know about the numbers, in sentences. Immutable.
 *
 * @param differences in which settings the jobs differ from this dashboard: numbers may be wrong, and nothing is final
 * @param otherPipeline that another pipeline reports to the same topic, or null
 * @param heldApart windows ahead of the broker's time, or null if there are none
 * @param warnings what else someone should mend, although the numbers are right
 */
public record Notices(List<String> differences, String otherPipeline, HeldApart heldApart, List<String> warnings) {
    /** Keeps copies of the lists. */
    public Notices {
        differences = List.copyOf(differences);
        warnings = List.copyOf(warnings);
    }
}
