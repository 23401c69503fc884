package io.rollcall.bench;

import io.rollcall.simulation.Simulate;
import java.io.IOException;

/** {@code bench/run simulate}. */
final class Simulations {
    private Simulations() {}

    public static void main(String[] arguments) throws IOException {
        Simulate.main(arguments);
    }
}
