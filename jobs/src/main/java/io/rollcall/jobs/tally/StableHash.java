package io.rollcall.jobs.tally;

import java.nio.charset.StandardCharsets;
import org.apache.datasketches.hash.MurmurHash3;

/**
 * The 64-bit hash of a text: the first half of MurmurHash3 (x64, 128 bits; Austin Appleby, 2011) of its UTF-8, as
 * DataSketches computes it. The state holds such hashes, so neither the function nor the seed may change.
 *
 * <p>Of n different texts, two have one hash with a chance of about n² / 2^65: 2.7e-6 for 10 million.
 */
final class StableHash {
    private static final long SEED = 0x726F6C6C63616C6CL;

    private StableHash() {}

    static long of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The hash of a text in UTF-8. */
    static long of(byte[] utf8) {
        return MurmurHash3.hash(utf8, SEED)[0];
    }
}
