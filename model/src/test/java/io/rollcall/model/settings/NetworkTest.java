package io.rollcall.model.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.6, false",
        "10.0.0.0/8, 10.255.255.255, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "10.1.2.3/8, 10.9.9.9, true",
        "192.0.2.128/25, 192.0.2.127, false",
        "192.0.2.128/25, 192.0.2.128, true",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, ::1, false",
        "::/0, 203.0.113.9, false",
        "fd00::/8, fdff::1, true",
        "fd00::/8, fe00::1, false",
        "2001:db8::1, 2001:0db8:0:0:0:0:0:1, true",
        "192.0.2.7, ::ffff:192.0.2.7, true",
    })
    void network_containsTheAddressesWithItsFirstBits(String network, String address, boolean contained) {
        assertThat(Network.of(network)
                        .orElseThrow()
                        .contains(Network.address(address).orElseThrow()))
                .isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "10",
                "10.0.0",
                "010.0.0.1.2",
                "10.0.0.256",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/+8",
                "10.0.0.0/8/8",
                "10.0.0.1:80",
                "[::1]",
                "::1/129",
                "fe80::1%eth0",
                " 10.0.0.1",
                "/8"
            })
    void otherTexts_areNoNetwork(String text) {
        assertThat(Network.of(text)).isEmpty();
    }

    @Test
    void setting_isAListOfNetworks_orEmpty() {
        assertThat(Settings.defaults().proxies()).isEmpty();
        assertThat(Settings.defaults()
                        .with(SettingKey.DASHBOARD_PROXIES, "127.0.0.1, ::1,10.0.0.0/8")
                        .proxies())
                .extracting(Network::bits)
                .containsExactly(32, 128, 8);
    }
}
