package io.rollcall.source.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Utf8Test {
    private static final int[] EDGES = {0x00, 0x7F, 0x80, 0xBF, 0xC0};

    /** All first and second bytes, and those after them that are next to a border. */
    @Test
    void charactersAreThoseOfTheJdk() {
        CharsetDecoder jdk = StandardCharsets.UTF_8.newDecoder();
        int valid = 0;
        for (int first = 0x80; first < 0x100; first++) {
            for (int second = 0; second < 0x100; second++) {
                for (int third : EDGES) {
                    for (int fourth : EDGES) {
                        byte[] bytes = {(byte) first, (byte) second, (byte) third, (byte) fourth};
                        int length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
                        int end = characterUntil(bytes);
                        if (end != (isWhole(jdk, bytes, length) ? length : -1)) {
                            throw new AssertionError("%02x %02x %02x %02x".formatted(first, second, third, fourth));
                        }
                        valid += end > 0 ? 1 : 0;
                    }
                }
            }
        }
        assertThat(valid).isPositive();
    }

    @Test
    void aCharacterThatIsCutOff_isNone() {
        assertThat(characterUntil(new byte[] {(byte) 0xC3})).isEqualTo(-1);
        assertThat(characterUntil(new byte[] {(byte) 0xE2, (byte) 0x82})).isEqualTo(-1);
        assertThat(characterUntil(new byte[] {(byte) 0xF0, (byte) 0x9F, (byte) 0x98}))
                .isEqualTo(-1);
    }

    private static int characterUntil(byte[] bytes) {
        try {
            return Utf8.characterUntil(bytes, 0);
        } catch (UnusualException e) {
            return -1;
        }
    }

    /** Whether the first bytes are one character. */
    private static boolean isWhole(CharsetDecoder jdk, byte[] bytes, int length) {
        try {
            return jdk.decode(ByteBuffer.wrap(bytes, 0, length)).codePoints().count() == 1;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
