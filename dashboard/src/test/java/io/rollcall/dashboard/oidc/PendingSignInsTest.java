package io.rollcall.dashboard.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.dashboard.oidc.PendingSignIns.Pending;
import io.rollcall.testkit.SettableClock;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class PendingSignInsTest {
    private final SettableClock clock = new SettableClock(1_000_000);
    private final PendingSignIns pending = new PendingSignIns(clock::millis);

    private void add(String state, String client) {
        pending.add(
                state,
                new Pending(
                        "browser-" + state,
                        "nonce",
                        "verifier",
                        URI.create("http://localhost/"),
                        "",
                        client,
                        pending.endsMillis()));
    }

    @Test
    void signIn_isGivenOutOnce_toItsBrowser_inTime() {
        add("a", "client");
        assertThat(pending.take("a", "browser-b")).isEmpty();
        assertThat(pending.take("a", null)).isEmpty();
        assertThat(pending.take("a", "browser-a")).isPresent();
        assertThat(pending.take("a", "browser-a")).isEmpty();
        add("b", "client");
        clock.set(1_000_000 + PendingSignIns.MAX_MILLIS);
        assertThat(pending.take("b", "browser-b")).isEmpty();
        add("c", "client");
        assertThat(pending.count()).as("those that are over are forgotten").isEqualTo(1);
    }

    @Test
    void oneClient_takesOnlyItsShare() {
        add("ann", "ann");
        for (int i = 0; i < 2 * PendingSignIns.MAX_PER_CLIENT; i++) {
            add("flood-" + i, "flood");
        }
        assertThat(pending.count()).isEqualTo(PendingSignIns.MAX_PER_CLIENT + 1);
        assertThat(pending.take("flood-0", "browser-flood-0")).isEmpty();
        assertThat(pending.take("ann", "browser-ann")).isPresent();
    }

    @Test
    void manyClients_takeABoundedNumber() {
        for (int i = 0; i < PendingSignIns.MAX + 500; i++) {
            add("s" + i, "client-" + i % 100);
        }
        assertThat(pending.count()).isEqualTo(PendingSignIns.MAX);
        assertThat(pending.take("s499", "browser-s499")).isEmpty();
        assertThat(pending.take("s500", "browser-s500")).isPresent();
    }

    @Test
    void whenAllIsTaken_theOldestOfTheClientWithMostGivesWay() {
        add("ann", "ann");
        for (int i = 0; i < 2; i++) {
            add("two-" + i, "two");
        }
        for (int i = 0; i < 3; i++) {
            add("three-" + i, "three");
        }
        for (int i = pending.count(); i < PendingSignIns.MAX; i++) {
            add("single-" + i, "client-" + i);
        }
        add("bob", "bob");
        assertThat(pending.count()).isEqualTo(PendingSignIns.MAX);
        assertThat(pending.take("three-0", "browser-three-0")).isEmpty();
        for (String other : List.of("ann", "two-0", "two-1", "three-1", "three-2", "bob")) {
            assertThat(pending.take(other, "browser-" + other)).as(other).isPresent();
        }
    }
}
