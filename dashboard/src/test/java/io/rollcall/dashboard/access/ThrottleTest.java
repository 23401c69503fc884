package io.rollcall.dashboard.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How guessing is slowed down. The clock is the test's. */
class ThrottleTest {
    private long now = 1_000_000;
    private final Throttle throttle = new Throttle(() -> now);

    private long begin(String user, String address) {
        return throttle.begin(user, address, Optional.empty());
    }

    private void succeeded(String user, String address) {
        throttle.succeeded(user, address, Optional.empty());
    }

    @Test
    void browserThatHasSignedInBefore_hasPausesOfItsOwn() {
        for (int i = 0; i < 300; i++) {
            begin("ann", "10.0.0." + i);
            begin("user" + i, "10.9.9.9");
        }
        assertThat(begin("ann", "10.9.9.9")).as("a new browser").isPositive();
        Optional<String> device = Optional.of("ann's");
        for (int i = 0; i < Throttle.FREE_FAILURES; i++) {
            assertThat(throttle.begin("ann", "10.9.9.9", device)).isZero();
        }
        assertThat(throttle.begin("ann", "10.9.9.9", device)).as("stolen").isEqualTo(1_000);
        assertThat(throttle.begin("ann", "10.9.9.9", Optional.of("another"))).isZero();
        now += 1_000;
        assertThat(throttle.begin("ann", "10.9.9.9", device)).isZero();
        assertThat(begin("ann", "10.8.8.8")).isZero();
        throttle.succeeded("ann", "10.9.9.9", device);
        assertThat(throttle.begin("ann", "10.9.9.9", device)).isZero();
        assertThat(begin("ann", "10.8.8.8"))
                .as("her success gives strangers no attempts")
                .isPositive();
    }

    @Test
    void pausesDouble_upToAMinutePerAddress() {
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            String user = "user" + i; // a list of names does not help
            pauses.add(pauseBefore(user, "10.1.1.1"));
        }
        assertThat(pauses)
                .containsExactly(0L, 0L, 0L, 0L, 0L, 1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 32_000L, 60_000L);
        assertThat(begin("ann", "10.1.1.2")).as("another address").isZero();
    }

    /** Waits as long as is asked, and fails. */
    private long pauseBefore(String user, String address) {
        long pause = begin(user, address);
        if (pause > 0) {
            now += pause - 1;
            assertThat(begin(user, address)).isEqualTo(1);
            now++;
            assertThat(begin(user, address)).isZero();
        }
        return pause;
    }

    @Test
    void guessingFromManyAddresses_isSlowedDownPerUser_andTheRightUserComesInWhereTheyDidBefore() {
        assertThat(begin("ann", "192.0.2.1")).isZero();
        succeeded("ann", "192.0.2.1");
        for (int i = 0; i < 301; i++) {
            if (begin("ann", "10.0.0." + i) > 0) {
                now += Throttle.MAX_USER_PAUSE_MILLIS;
            }
        }
        assertThat(begin("ann", "10.9.9.9")).isPositive().isLessThanOrEqualTo(Throttle.MAX_USER_PAUSE_MILLIS);
        assertThat(begin("ann", "192.0.2.1")).as("her own address").isZero();
        assertThat(begin("bob", "10.9.9.9")).as("somebody else").isZero();
    }

    @Test
    void addressesOfOneNetwork_countTogether_howeverTheyAreWritten() {
        for (String address : List.of(
                "2001:db8:1::1", "2001:DB8:1:0::2", "[2001:0db8:1::3]", "2001:db8:1:0:0:0:0:4", "2001:db8:1::ffff:5")) {
            assertThat(begin("user" + address, address)).isZero();
        }
        assertThat(begin("ann", "2001:db8:1::6")).isPositive();
        assertThat(begin("ann", "2001:db8:1:1::6")).as("another network").isZero();
    }

    @Test
    void rightPasswords_doNotRenewFormerFailures() {
        for (int i = 0; i < 7; i++) {
            pauseBefore("user" + i, "10.1.1.1");
        }
        now += Throttle.MAX_ADDRESS_PAUSE_MILLIS;
        for (int i = 0; i < 100; i++) {
            assertThat(begin("ann", "10.1.1.1")).isZero();
            succeeded("ann", "10.1.1.1");
            now += 100;
        }
    }

    @Test
    void ownPassword_doesNotBuyGuesses() {
        for (int i = 0; i < Throttle.FREE_FAILURES; i++) {
            assertThat(begin("ann", "10.1.1.1")).isZero();
            assertThat(i + 1 == Throttle.FREE_FAILURES || begin("eve", "10.1.1.1") == 0)
                    .isTrue();
            if (i + 1 < Throttle.FREE_FAILURES) {
                succeeded("eve", "10.1.1.1");
            }
        }
        assertThat(begin("ann", "10.1.1.1")).isPositive();
    }

    @Test
    void oneHousehold_isOneAddress() {
        for (int i = 0; i < Throttle.FREE_FAILURES; i++) {
            assertThat(begin("user" + i, "[2001:db8:0:1:0:0:0:" + i + "]")).isZero();
        }
        assertThat(begin("ann", "[2001:db8:0:1:ffff:0:0:9]")).isPositive();
        assertThat(begin("ann", "[2001:db8:0:2:0:0:0:1]")).isZero();
    }

    @Test
    void attemptsAtTheSameTime_areNoWayAround() {
        long allowed = 0;
        for (int i = 0; i < 100; i++) {
            allowed += begin("ann", "10.1.1.1") == 0 ? 1 : 0;
        }
        assertThat(allowed).isEqualTo(Throttle.FREE_FAILURES);
    }

    @Test
    void failures_areForgottenAfterAQuarterOfAnHour_andMemoryIsBounded() {
        for (int i = 0; i < Throttle.FREE_FAILURES; i++) {
            begin("ann", "10.1.1.1");
        }
        assertThat(begin("ann", "10.1.1.1")).isPositive();
        now += 15 * 60_000 + 1;
        for (int i = 0; i < Throttle.FREE_FAILURES; i++) {
            assertThat(begin("ann", "10.1.1.1")).isZero();
        }
        for (int i = 0; i < 3 * Throttle.MAX_ENTRIES; i++) {
            begin("name" + i, "10.2." + i / 250 + "." + i % 250);
        }
        assertThat(throttle.entries()).isLessThanOrEqualTo(3 * Throttle.MAX_ENTRIES);
    }
}
