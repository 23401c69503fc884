package io.rollcall.dashboard.board;

import java.io.ByteArrayOutputStream;

/** Reads numbers from 0 on, mostly small: 7 bits per byte, low bits first. */
final class PackedInts {
    private final byte[] bytes;
    private int at;

    PackedInts(byte[] bytes) {
        this.bytes = bytes;
    }

    static void write(int number, ByteArrayOutputStream bytes) {
        int rest = number;
        for (; rest > 0x7f; rest >>>= 7) {
            bytes.write(rest & 0x7f | 0x80);
        }
        bytes.write(rest);
    }

    boolean hasNext() {
        return at < bytes.length;
    }

    int next() {
        int number = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes[at++];
            number |= (next & 0x7f) << shift;
            if (next >= 0) {
                return number;
            }
        }
    }
}
