package io.rollcall.app.tail;

import io.rollcall.model.stats.DistinctSketch;
import java.util.OptionalLong;
import org.apache.kafka.common.header.Header;

/** Record headers as text. A sketch is shown as its estimate of the number of distinct ids. */
final class HeaderText {
    private HeaderText() {}

    static String of(Header header) {
        OptionalLong estimate = estimate(header);
        String value = estimate.isPresent() ? "~" + estimate.getAsLong() : ReadableText.line(header.value());
        return ReadableText.escaped(header.key()) + "=" + value;
    }

    /** The estimate of a sketch, empty for any other header. */
    static OptionalLong estimate(Header header) {
        if (header.value() == null || !header.key().endsWith(".hll")) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(DistinctSketch.count(DistinctSketch.heapify(header.value())));
        } catch (RuntimeException e) {
            return OptionalLong.empty(); // it only has the name of a sketch
        }
    }
}
