package io.rollcall.model.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.model.place.PlaceSource;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CleanLoginWriterTest {
    private static final int LOGINS = 50_000;
    private static final String[] PIECES = {
        "a",
        " ",
        "Zz09~",
        "\"",
        "\\",
        "/",
        "<&>'",
        "\u0000",
        "\n",
        "\u001f",
        "\u007f",
        "\u0080",
        "\u00e9",
        "\u20ac",
        "\ud83d\ude00"
    };
    private static final long[] TIMES = {
        0,
        59_999,
        60_000,
        1_694_479_551_007L,
        -1,
        -62_167_219_200_001L,
        -62_167_219_200_000L,
        253_402_300_799_999L,
        253_402_300_800_000L,
        Long.MAX_VALUE / 4
    };

    private final CleanLoginWriter writer = new CleanLoginWriter();

    @Test
    void anyLogin_isWrittenAsByTheRules() {
        Random random = new Random(62);
        for (int i = 0; i < LOGINS; i++) {
            CleanLogin login = login(random, random.nextInt(4) == 0 ? PIECES.length : 3);
            assertThat(writer.write(login)).as(login.toString()).isEqualTo(LoginJson.write(login));
        }
    }

    private static CleanLogin login(Random random, int pieces) {
        LoginOutcome outcome = random.nextBoolean() ? null : LoginOutcome.values()[random.nextInt(2)];
        PlaceSource place = random.nextBoolean() ? null : PlaceSource.values()[random.nextInt(3)];
        return new CleanLogin(
                new EventId(
                        random.nextInt() >>> random.nextInt(1, 31),
                        random.nextLong() >>> random.nextInt(1, 63),
                        random.nextInt(10_000) - 1),
                text(random, pieces),
                text(random, pieces),
                text(random, pieces),
                text(random, pieces),
                random.nextBoolean() ? "UT" : "SOMEWHERE ELSE",
                text(random, pieces),
                TIMES[random.nextInt(TIMES.length)] + random.nextInt(2) * random.nextInt(100_000),
                outcome,
                text(random, pieces),
                text(random, pieces),
                place);
    }

    private static String text(Random random, int pieces) {
        if (random.nextInt(4) == 0) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(random.nextInt(20) == 0 ? 1_000 : 5); left > 0; left--) {
            text.append(PIECES[random.nextInt(pieces)]);
        }
        return text.toString();
    }
}
