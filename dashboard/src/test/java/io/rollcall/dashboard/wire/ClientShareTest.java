package io.rollcall.dashboard.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.dashboard.wire.ClientShare.Refusal;
import io.rollcall.model.settings.Network;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class ClientShareTest {
    private final ClientShare share = new ClientShare(4);

    @Test
    void oneClient_getsHalf_andOthersTheRest() {
        take("192.0.2.1", 2);
        assertThat(share.take(address("192.0.2.1"), false)).contains(Refusal.HALF_TAKEN);
        take("192.0.2.2", 2);
        assertThat(share.take(address("192.0.2.3"), false)).contains(Refusal.ALL_TAKEN);
        share.giveBack(address("192.0.2.1"));
        take("192.0.2.3", 1);
    }

    @Test
    void networkOf64Bits_isOneClient_inIpv6() {
        take("2001:db8::1", 1);
        take("2001:db8::2", 1);
        assertThat(share.take(address("2001:db8:0:0:ffff::3"), false)).contains(Refusal.HALF_TAKEN);
        take("2001:db8:0:1::1", 1);
    }

    @Test
    void sharedAddress_mayTakeAll() {
        for (int i = 0; i < 4; i++) {
            assertThat(share.take(address("10.0.0.1"), true)).isEmpty();
        }
        assertThat(share.take(address("10.0.0.1"), true)).contains(Refusal.ALL_TAKEN);
    }

    @Test
    void limitOfOne_admitsOne() {
        ClientShare one = new ClientShare(1);
        assertThat(one.take(address("192.0.2.1"), false)).isEmpty();
        assertThat(one.take(address("192.0.2.1"), false)).contains(Refusal.ALL_TAKEN);
    }

    private void take(String address, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(share.take(address(address), false)).isEmpty();
        }
    }

    private static InetAddress address(String text) {
        return Network.address(text).orElseThrow();
    }
}
