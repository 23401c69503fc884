package io.rollcall.dashboard.http;

import io.rollcall.dashboard.http.QueryParameters.BadRequest;
import io.rollcall.model.stats.Window;
import io.rollcall.model.stats.Windowing;
import io.rollcall.model.text.IsoTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A range of event time that windows tile, ms since the epoch. */
record RangeQuery(long fromMillis, long toMillis) {
    /** A range that windows do not tile. The message is for the user. */
    static final class NotTiled extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient List<Window> nearest;

        private NotTiled(String message, List<Window> nearest) {
            super(message);
            this.nearest = nearest;
        }

        /** The nearest ranges that windows tile: one around the range and, if it is long enough, one within it. */
        List<Window> nearest() {
            return nearest;
        }
    }

    /**
     * The range of the parameters {@code from} and {@code to}.
     *
     * @throws BadRequest if one is missing or invalid, or they are in the wrong order
     * @throws NotTiled if windows do not tile the range
     */
    static RangeQuery of(QueryParameters parameters, Windowing windowing) {
        long from = parameters.time("from");
        long to = parameters.time("to");
        if (from > to) {
            throw new BadRequest("from is after to");
        }
        if (!windowing.canTile(from, to)) {
            throw notTiled(from, to, windowing);
        }
        return new RangeQuery(from, to);
    }

    private static NotTiled notTiled(long from, long to, Windowing windowing) {
        List<Window> nearest = nearest(from, to, windowing);
        String ranges = nearest.stream()
                .map(range -> IsoTime.format(range.startMillis()) + " to " + IsoTime.format(range.endMillis()))
                .collect(Collectors.joining(" and "));
        return new NotTiled(
                "no windows tile this range: it must start at a multiple of %s and be a multiple of %s long; nearest: %s"
                        .formatted(duration(windowing.slideMillis()), duration(windowing.lengthMillis()), ranges),
                nearest);
    }

    private static List<Window> nearest(long from, long to, Windowing windowing) {
        long length = windowing.lengthMillis();
        List<Window> nearest = new ArrayList<>();
        long start = windowing.paneOf(from);
        long around = -Math.floorDiv(start - to, length) * length;
        nearest.add(new Window(start, start + Math.max(length, around)));
        long inner = windowing.paneOf(from + windowing.slideMillis() - 1);
        long within = Math.floorDiv(to - inner, length) * length;
        if (within > 0) {
            nearest.add(new Window(inner, inner + within));
        }
        return nearest;
    }

    private static String duration(long millis) {
        return millis % 1_000 == 0 ? millis / 1_000 + " s" : millis + " ms";
    }
}
