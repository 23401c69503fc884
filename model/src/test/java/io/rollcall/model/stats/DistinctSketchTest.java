package io.rollcall.model.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.Union;
import org.junit.jupiter.api.Test;

class DistinctSketchTest {
    private static final int SEEDS = 40;
    private static final int MANY = 100_000;

    @Test
    void smallCounts_areExact() {
        for (int count : new int[] {1, 7, 100, 200}) {
            HllSketch sketch = sketch("user-", 0, count);
            sketch.update("user-0");
            assertThat(DistinctSketch.count(sketch)).isEqualTo(count);
        }
    }

    @Test
    void largeCounts_areWithinTwoPercentStandardError() {
        double squares = 0;
        double unitedSquares = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            String prefix = "user-" + seed + "-";
            squares += squaredError(DistinctSketch.count(sketch(prefix, 0, MANY)));
            Union union = DistinctSketch.union();
            union.update(sketch(prefix, 0, 60_000));
            union.update(sketch(prefix, 40_000, MANY));
            unitedSquares += squaredError(DistinctSketch.count(union));
        }
        assertThat(Math.sqrt(squares / SEEDS)).isLessThan(0.02);
        assertThat(Math.sqrt(unitedSquares / SEEDS)).isLessThan(0.02);
    }

    private static double squaredError(long estimate) {
        double error = (estimate - MANY) / (double) MANY;
        return error * error;
    }

    @Test
    void union_countsAnIdInBothOnce() {
        Union union = DistinctSketch.union();
        union.update(sketch("user-", 0, 100));
        union.update(sketch("user-", 50, 150));
        assertThat(DistinctSketch.count(union)).isEqualTo(150);
    }

    /** 60 sketches of 30 ids each: the union is an array of registers that was filled from lists of hashes. */
    @Test
    void union_countsTheSameInAnyOrder() {
        List<HllSketch> sketches = new ArrayList<>(IntStream.range(0, 60)
                .mapToObj(i -> sketch("user-" + i + "-", 0, 30))
                .toList());
        Random random = new Random(1);
        Set<Long> counts = new HashSet<>();
        for (int order = 0; order < 20; order++) {
            Collections.shuffle(sketches, random);
            Union union = DistinctSketch.union();
            sketches.forEach(union::update);
            counts.add(DistinctSketch.count(union));
            counts.add(DistinctSketch.count(DistinctSketch.heapify(DistinctSketch.compact(union))));
        }
        assertThat(counts).hasSize(1);
    }

    @Test
    void compactForm_keepsTheCountInAboutFourKilobytes() {
        Union union = DistinctSketch.union();
        union.update(sketch("user-", 0, MANY));
        byte[] compact = DistinctSketch.compact(union);
        assertThat(compact).hasSizeLessThan(4_200);
        Union again = DistinctSketch.union();
        again.update(DistinctSketch.heapify(compact));
        assertThat(DistinctSketch.count(again)).isEqualTo(DistinctSketch.count(union));
    }

    private static HllSketch sketch(String prefix, int from, int to) {
        HllSketch sketch = DistinctSketch.empty();
        for (int i = from; i < to; i++) {
            sketch.update(prefix + i);
        }
        return sketch;
    }
}
