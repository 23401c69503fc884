package io.rollcall.producer;

import io.rollcall.model.login.Region;
import java.util.Arrays;
import java.util.UUID;

/**
 * The users of the synthetic logins and where they live. Each is computed from the seed and its number whenever it is
 * asked for, so that none has to be kept.
 */
final class Population {
    static final int USERS = 100_000;
    static final int MAX_DEVICES = 3;

    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
    private static final long HIGH_HALF = 1;
    private static final long LOW_HALF = 2;
    private static final long HOME = 3;
    private static final long DEVICE_COUNT = 4;
    private static final long FIRST_DEVICE = 5;

    private static final Region[] REGIONS = Region.values();
    /** Inhabitants of each region and all before it. */
    private static final long[] CUMULATIVE = new long[REGIONS.length];

    static {
        long sum = 0;
        for (int i = 0; i < REGIONS.length; i++) {
            sum += REGIONS[i].population();
            CUMULATIVE[i] = sum;
        }
    }

    private final long seed;

    Population(long seed) {
        this.seed = mix(seed + GOLDEN_GAMMA);
    }

    /** A UUID (version 4, as most applications use). */
    String id(int user) {
        long high = hash(user, HIGH_HALF) & ~0xF000L | 0x4000L;
        long low = hash(user, LOW_HALF) & ~(3L << 62) | 1L << 63;
        return new UUID(high, low).toString();
    }

    Region home(int user) {
        return regionOf(hash(user, HOME));
    }

    /** From 1 to {@link #MAX_DEVICES}. */
    int devices(int user) {
        return 1 + (int) Long.remainderUnsigned(hash(user, DEVICE_COUNT), MAX_DEVICES);
    }

    /** A number that stands for one device of a user. */
    long device(int user, int index) {
        return hash(user, FIRST_DEVICE + index);
    }

    /** A region drawn by this random number, with the chance of each proportional to its inhabitants. */
    static Region regionOf(long random) {
        long inhabitant = Long.remainderUnsigned(random, CUMULATIVE[CUMULATIVE.length - 1]);
        int found = Arrays.binarySearch(CUMULATIVE, inhabitant);
        return REGIONS[found >= 0 ? found + 1 : -found - 1];
    }

    private long hash(int user, long what) {
        return mix(mix(seed + user * GOLDEN_GAMMA) + what * GOLDEN_GAMMA);
    }

    /** The finalizer of SplitMix64 (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", 2014). */
    private static long mix(long bits) {
        long z = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
