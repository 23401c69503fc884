package io.rollcall.simulation;

import java.util.Random;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/** Makes the steps of a schedule from a seed. Each schedule prefers some actions, so that rare mixtures come up. */
final class Generator {
    private static final Action[] ACTIONS = Action.values();

    private final Random random;
    private final int[] weights = new int[ACTIONS.length];
    private int total;

    /** @param allowed the faults that may happen */
    Generator(long seed, Set<Action> allowed) {
        this.random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
        boolean calm = random.nextInt(4) == 0;
        for (Action action : ACTIONS) {
            int weight = action.isFault() && (calm || !allowed.contains(action)) ? 0 : action.weight();
            // A quarter of the actions is rarer, a quarter more frequent than usual.
            int factor = random.nextInt(8);
            weights[action.ordinal()] = weight * (factor < 2 ? 1 : factor < 6 ? 4 : 16);
            total += weights[action.ordinal()];
        }
    }

    Step next() {
        int at = random.nextInt(total);
        int i = 0;
        while (at >= weights[i]) {
            at -= weights[i++];
        }
        Action action = ACTIONS[i];
        IntUnaryOperator below = random::nextInt;
        int a = below.applyAsInt(64);
        int b = below.applyAsInt(64);
        int c = below.applyAsInt(64);
        return switch (action) {
            case TICK -> new Step(action, tick(), 0, 0);
            case LOGIN, LOGIN_IN_TRANSACTION -> new Step(action, a, eventAhead(), c);
            default -> new Step(action, a, b, c);
        };
    }

    private int tick() {
        return switch (random.nextInt(8)) {
            case 0 -> random.nextInt(30_000);
            case 1, 2 -> random.nextInt(5_000);
            default -> random.nextInt(500);
        };
    }

    /** Mostly now; sometimes at the limits of what is late or too far ahead. */
    private int eventAhead() {
        return switch (random.nextInt(8)) {
            case 0 -> -20_000 - random.nextInt(3);
            case 1 -> 5_000 + random.nextInt(3);
            case 2 -> -random.nextInt(30_000);
            case 3 -> random.nextInt(8_000);
            default -> -random.nextInt(2_000);
        };
    }
}
