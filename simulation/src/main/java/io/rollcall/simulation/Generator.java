package io.rollcall.simulation;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes the steps of a schedule from a seed. Three things make rare mixtures frequent: each schedule prefers some actions,
 * and some speed of time; within it, single parts stand still or hurry for a while; and a copy that is paused seldom stays
 * so until the end.
 */
final class Generator {
    private static final Action[] ACTIONS = Action.values();
    /** Parts that may stand still, or hurry. */
    private static final List<Action> PARTS = List.of(
            Action.LOGIN,
            Action.CLEAN,
            Action.CLEAN_REPORT,
            Action.STATS,
            Action.STATS_REPORT,
            Action.DASHBOARD,
            Action.DASHBOARD_TOPICS);

    /** One step in so many changes the mood. */
    private static final int STEPS_PER_MOOD = 30;

    private static final int MAX_PAUSE_STEPS = 250;
    private static final int HURRY = 8;

    private final Random random;
    private final Map<Action, Integer> weights = new EnumMap<>(Action.class);
    /** The part that stands still (0) or hurries, and how much. */
    private Action part = Action.LOGIN;

    private int mood = 1;
    /** 1, 2 or 4 times as fast as usual. */
    private final int tempo;
    /** Steps to be taken at their numbers. */
    private final TreeMap<Integer, Step> due = new TreeMap<>();

    private int count;

    /** @param allowed the faults that may happen */
    Generator(long seed, Set<Action> allowed) {
        this.random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
        boolean calm = random.nextInt(4) == 0;
        this.tempo = 1 << Math.max(0, random.nextInt(4) - 1);
        for (Action action : List.of(Action.CREATE_TIME, Action.REPLICATE)) {
            if (random.nextInt(3) == 0) {
                due.put(due.size(), new Step(action, 0, 0, 0));
            }
        }
        for (Action action : ACTIONS) {
            int weight = action.isFault() && (calm || !allowed.contains(action)) ? 0 : action.weight();
            // A quarter of the actions is rarer, a quarter more frequent than usual.
            int factor = random.nextInt(8);
            weights.put(action, weight * (factor < 2 ? 1 : factor < 6 ? 4 : 16));
        }
    }

    Step next() {
        Step planned = due.remove(count++);
        if (planned != null) {
            return planned;
        }
        if (random.nextInt(STEPS_PER_MOOD) == 0) {
            part = PARTS.get(random.nextInt(PARTS.size()));
            mood = random.nextInt(3) == 0 ? HURRY : 0;
        }
        Action action = choose();
        int a = random.nextInt(64);
        int b = random.nextInt(64);
        int c = random.nextInt(64);
        return switch (action) {
            case TICK -> tick();
            case LOGIN, LOGIN_IN_TRANSACTION -> new Step(action, a, eventAhead(), c);
            case PAUSE -> {
                due.put(count + 10 + random.nextInt(MAX_PAUSE_STEPS), new Step(Action.RESUME, a, b, 0));
                yield new Step(action, a, b, c);
            }
            default -> new Step(action, a, b, c);
        };
    }

    private Action choose() {
        int total = 0;
        for (Action action : ACTIONS) {
            total += weight(action);
        }
        int at = random.nextInt(total);
        int i = 0;
        while (at >= weight(ACTIONS[i])) {
            at -= weight(ACTIONS[i++]);
        }
        return ACTIONS[i];
    }

    private int weight(Action action) {
        return weights.get(action) * (action == part ? mood : 1);
    }

    private Step tick() {
        return switch (random.nextInt(8)) {
            case 0 -> new Step(Action.TICK, tempo * random.nextInt(30_000), 0, 0);
            case 1, 2 -> new Step(Action.TICK, tempo * random.nextInt(5_000), 0, 0);
            case 3 -> new Step(Action.TICK, random.nextInt(2), 1, 0);
            default -> new Step(Action.TICK, tempo * random.nextInt(500), 0, 0);
        };
    }

    /** Mostly now; sometimes at the limits of what is late or too far ahead. */
    private int eventAhead() {
        return switch (random.nextInt(8)) {
            case 0 -> -20_000 - random.nextInt(3);
            case 1 -> 5_000 + random.nextInt(3);
            case 2 -> -random.nextInt(30_000);
            case 3 -> random.nextInt(8_000);
            case 4 -> -19_999 + random.nextInt(2_000);
            default -> -random.nextInt(2_000);
        };
    }
}
