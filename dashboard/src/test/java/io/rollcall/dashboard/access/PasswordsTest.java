package io.rollcall.dashboard.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.model.settings.Role;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** How a password is checked. Times are of the processor, so that other programs do not matter. */
class PasswordsTest {
    private static final int MAX_COST = 12;

    private static Optional<UserEntry> user(String password, int cost) {
        return Optional.of(new UserEntry(UserEntry.Kind.USER, "ann", Role.VIEWER, PasswordHash.of(password, cost)));
    }

    @Test
    void wrongPasswords_takeAsLong_whoeverHasTheName() {
        Optional<UserEntry> cheap = user("correct horse", 10);
        Optional<UserEntry> dear = user("correct horse", MAX_COST);
        long unknown = nanos(Optional.empty());
        assertThat((double) nanos(cheap) / unknown).as("a cost of 10").isBetween(0.6, 1.6);
        assertThat((double) nanos(dear) / unknown).as("a cost of 12").isBetween(0.6, 1.6);
    }

    /** The shortest of three. */
    private static long nanos(Optional<UserEntry> user) {
        return LongStream.range(0, 3)
                .map(i -> {
                    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                    assertThat(Passwords.matches(user, "wrong password", MAX_COST))
                            .isFalse();
                    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
                })
                .min()
                .orElseThrow();
    }

    @Test
    void onlyTheRightPassword_ofAKnownName_matches() {
        Optional<UserEntry> ann = user("correct horse", 10);
        assertThat(Passwords.matches(ann, "correct horse", 10)).isTrue();
        assertThat(Passwords.matches(ann, "correct horse", 11)).isTrue();
        assertThat(Passwords.matches(ann, "correct horsf", 10)).isFalse();
        assertThat(Passwords.matches(Optional.empty(), "correct horse", 10)).isFalse();
        assertThat(Passwords.matches(Optional.empty(), "", 10)).isFalse();
    }
}
