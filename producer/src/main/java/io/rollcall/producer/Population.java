package io.rollcall.producer;

import java.util.UUID;

/**
 * The users of the synthetic logins, where they live, and their devices. Everything about a user is computed on demand
 * from the seed and the number of the user, so nothing is stored. Users are numbered from 0 to {@link #USERS} - 1.
 */
final class Population {
    static final int USERS = 100_000;
    static final int MAX_DEVICES = 3;

    /** The increment of SplitMix64: 2^64 divided by the golden ratio, made odd. */
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
    // Purposes of a hash: each property of a user has its own number.
    private static final long HIGH_HALF = 1;
    private static final long LOW_HALF = 2;
    private static final long HOME = 3;
    private static final long DEVICE_COUNT = 4;
    private static final long FIRST_DEVICE = 5;

    private final long seed;
    private final Places places;

    Population(long seed, Places places) {
        this.seed = mix(seed + GOLDEN_GAMMA);
        this.places = places;
    }

    /** The user id: a UUID of version 4, as most applications use. */
    String id(int user) {
        long high = hash(user, HIGH_HALF) & ~0xF000L | 0x4000L;
        long low = hash(user, LOW_HALF) & ~(3L << 62) | 1L << 63;
        return new UUID(high, low).toString();
    }

    /** The place from which a user mostly logs in. */
    int home(int user) {
        return places.of(hash(user, HOME));
    }

    /** The number of devices of a user, from 1 to {@link #MAX_DEVICES}. */
    int devices(int user) {
        return 1 + (int) Long.remainderUnsigned(hash(user, DEVICE_COUNT), MAX_DEVICES);
    }

    /** A number that identifies a device of a user. */
    long device(int user, int index) {
        return hash(user, FIRST_DEVICE + index);
    }

    private long hash(int user, long property) {
        return mix(mix(seed + user * GOLDEN_GAMMA) + property * GOLDEN_GAMMA);
    }

    /** The finalizer of SplitMix64 (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", 2014). */
    private static long mix(long bits) {
        long z = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
