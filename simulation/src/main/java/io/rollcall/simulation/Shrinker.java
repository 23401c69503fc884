package io.rollcall.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes a failing schedule shorter: leaves out runs of steps, long ones first, as long as the same invariant breaks. */
final class Shrinker {
    private final Simulation simulation;

    Shrinker(Simulation simulation) {
        this.simulation = simulation;
    }

    Simulation.Failure shrink(Simulation.Failure failure) {
        Simulation.Failure shortest = failure;
        boolean better = true;
        while (better) {
            better = false;
            for (int length = Math.max(1, shortest.steps().size() / 2); length >= 1; length /= 2) {
                for (int from = 0; from + length <= shortest.steps().size(); ) {
                    List<Step> fewer = new ArrayList<>(shortest.steps());
                    fewer.subList(from, from + length).clear();
                    Optional<Simulation.Failure> same = simulation.run(fewer).filter(f -> f.violation()
                            .invariant()
                            .equals(failure.violation().invariant()));
                    if (same.isPresent()) {
                        shortest = same.get();
                        better = true;
                    } else {
                        from += length;
                    }
                }
            }
        }
        return shortest;
    }
}
