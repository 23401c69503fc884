package io.rollcall.model.login;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Random mutations of raw values. */
final class Mutants {
    private static final byte[][] PIECES = {
        bytes("\""),
        bytes("\\"),
        bytes("\\ud800"),
        bytes("{"),
        bytes("}"),
        bytes("["),
        bytes("],"),
        bytes(":"),
        bytes("null"),
        bytes(", \"ip\": {\"v6\": []}"),
        bytes("1e999999999"),
        bytes("-"),
        bytes("."),
        bytes("\u0000"),
        bytes("\u00a0"),
        bytes("\ufeff"),
        bytes("[".repeat(1_200)),
        bytes("{\"a\":".repeat(600)),
        bytes("9".repeat(1_500)),
        {(byte) 0xFF},
        {(byte) 0xED, (byte) 0xA0, (byte) 0x80}
    };

    private Mutants() {}

    /** The value with one to three mutations. */
    static byte[] mutate(byte[] login, Random random) {
        byte[] mutant = login.clone();
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            int at = random.nextInt(mutant.length + 1);
            int to = Math.min(mutant.length, at + random.nextInt(20));
            switch (random.nextInt(7)) {
                case 0 -> flip(mutant, at, random);
                case 1 -> mutant = Arrays.copyOf(mutant, at);
                case 2 -> mutant = splice(mutant, at, at, PIECES[random.nextInt(PIECES.length)]);
                case 3 -> mutant = splice(mutant, at, to, new byte[0]);
                case 4 -> mutant = splice(mutant, at, at, randomBytes(random));
                case 5 -> mutant = splice(mutant, at, at, Arrays.copyOfRange(mutant, at, to));
                default -> digit(mutant, random);
            }
        }
        return mutant;
    }

    private static void flip(byte[] mutant, int at, Random random) {
        if (at < mutant.length) {
            mutant[at] ^= (byte) (1 << random.nextInt(8));
        }
    }

    /** Replaces a digit by another character of a number: the mildest mutation. */
    private static void digit(byte[] mutant, Random random) {
        int at = mutant.length == 0 ? 0 : random.nextInt(mutant.length);
        for (int i = at; i < mutant.length; i++) {
            if (mutant[i] >= '0' && mutant[i] <= '9') {
                mutant[i] = (byte) "0123456789.eE+-".charAt(random.nextInt(15));
                return;
            }
        }
    }

    private static byte[] randomBytes(Random random) {
        byte[] bytes = new byte[random.nextInt(8)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] splice(byte[] mutant, int from, int to, byte[] piece) {
        ByteArrayOutputStream spliced = new ByteArrayOutputStream(mutant.length + piece.length);
        spliced.write(mutant, 0, from);
        spliced.writeBytes(piece);
        spliced.write(mutant, to, mutant.length - to);
        return spliced.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
