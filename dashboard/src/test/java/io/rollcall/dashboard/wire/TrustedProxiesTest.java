package io.rollcall.dashboard.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is believed of a request that the proxy 10.0.0.1 sent. Any other of 10.0.0.0/8 is trusted too. */
class TrustedProxiesTest {
    private static final String PROXY = "10.0.0.1";

    private final TrustedProxies proxies =
            new TrustedProxies(Settings.defaults().with(SettingKey.DASHBOARD_PROXIES, "10.0.0.0/8, fd00::1"));

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, true",
        "10.255.0.1:443, true",
        "::ffff:10.0.0.1, true",
        "[fd00::1]:80, true",
        "fd00:0:0:0:0:0:0:1%2, true",
        "11.0.0.1, false",
        "fd00::2, false",
        "localhost, false",
        "'', false",
        "unknown, false",
        "10.0.0.1.evil.test, false"
    })
    void trust_isOfAddresses(String address, boolean trusted) {
        assertThat(proxies.trusts(address)).isEqualTo(trusted);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // headers of the request, separated by ` & ` | client | scheme | host
                "Accept: */* | 10.0.0.1 | |",
                "X-Forwarded-For: 192.0.2.7 | 192.0.2.7 | |",
                "X-Forwarded-For: 6.6.6.6, 192.0.2.7 | 192.0.2.7 | |",
                "X-Forwarded-For: 6.6.6.6 & X-Forwarded-For: 192.0.2.7 | 192.0.2.7 | |",
                "X-Forwarded-For: 6.6.6.6, 192.0.2.7, 10.9.9.9 | 192.0.2.7 | |",
                "X-Forwarded-For: 10.7.7.7, 10.9.9.9 | 10.7.7.7 | |",
                "X-Forwarded-For: 6.6.6.6, nobody | 10.0.0.1 | |",
                "X-Forwarded-For: 6.6.6.6, | 10.0.0.1 | |",
                "X-Forwarded-For: 6.6.6.6, nobody, 10.9.9.9 | 10.9.9.9 | |",
                "X-Forwarded-For: 2001:db8::7 | 2001:db8::7 | |",
                "X-Forwarded-For: [2001:db8::7]:4711 | 2001:db8::7 | |",
                "X-Forwarded-For: 192.0.2.7 & X-Forwarded-Proto: https & X-Forwarded-Host: dash.test"
                        + " | 192.0.2.7 | https | dash.test",
                "X-Forwarded-Proto: HTTPS & X-Forwarded-Host: dash.test & X-Forwarded-Port: 443"
                        + " | 10.0.0.1 | https | dash.test",
                "X-Forwarded-Proto: https & X-Forwarded-Host: dash.test & X-Forwarded-Port: 8443"
                        + " | 10.0.0.1 | https | dash.test:8443",
                "X-Forwarded-Host: dash.test:81 & X-Forwarded-Port: 8443 | 10.0.0.1 | | dash.test:81",
                "X-Forwarded-Host: [::1] & X-Forwarded-Port: 8443 | 10.0.0.1 | | [::1]:8443",
                "X-Forwarded-Host: dash.test & X-Forwarded-Port: 80 80 | 10.0.0.1 | | dash.test",
                "X-Forwarded-Proto: gopher | 10.0.0.1 | |",
                "X-Forwarded-Proto: evil, https | 10.0.0.1 | https |",
                "X-Forwarded-For: 6.6.6.6, 192.0.2.7, 10.9.9.9 & X-Forwarded-Proto: https | 192.0.2.7 | https |",
                "X-Forwarded-For: 6.6.6.6, 192.0.2.7, 10.9.9.9 & X-Forwarded-Proto: evil, https, http"
                        + " | 192.0.2.7 | https |",
                "Forwarded: for=192.0.2.7;proto=https;host=dash.test;by=10.0.0.1 | 192.0.2.7 | https | dash.test",
                "Forwarded: For=\"[2001:db8::7]:4711\" ; Proto=http | 2001:db8::7 | http |",
                "Forwarded: for=6.6.6.6;host=evil.test, for=192.0.2.7 | 192.0.2.7 | |",
                "Forwarded: for=6.6.6.6 & Forwarded: for=192.0.2.7 | 192.0.2.7 | |",
                "Forwarded: for=6.6.6.6, for=192.0.2.7;proto=https, for=10.9.9.9;proto=http | 192.0.2.7 | https |",
                "Forwarded: for=6.6.6.6, for=_hidden | 10.0.0.1 | |",
                "Forwarded: for=6.6.6.6, for=unknown | 10.0.0.1 | |",
                "Forwarded: for=\"6.6.6.6, for=192.0.2.7\" | 6.6.6.6 | |",
                "Forwarded: host=\"a\\\"b, for=6.6.6.6\";for=192.0.2.7 | 192.0.2.7 | | a\"b, for=6.6.6.6",
                "Forwarded: for=6.6.6.6 for=192.0.2.7 | 10.0.0.1 | |",
                "Forwarded: for=6.6.6.6, \"for=192.0.2.7 | 10.0.0.1 | |",
                "Forwarded: ;;, | 10.0.0.1 | |",
                "Forwarded: for=192.0.2.7;proto=https & X-Forwarded-For: 192.0.2.7 & X-Forwarded-Proto: https"
                        + " | 192.0.2.7 | https |",
            })
    void headers_areBelievedFromTheirEnd_asFarAsProxiesWroteThem(
            String headers, String client, String scheme, String host) {
        assertThat(origin(headers)).isEqualTo(new Origin(client, scheme, host));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Forwarded: for=6.6.6.6 & X-Forwarded-For: 192.0.2.7",
                "Forwarded: for=192.0.2.7;host=evil.test & X-Forwarded-For: 192.0.2.7",
                "Forwarded: for=192.0.2.7 & X-Forwarded-For: 192.0.2.7 & X-Forwarded-Proto: https",
                "Forwarded: garbage & X-Forwarded-For: 192.0.2.7"
            })
    void headersOfBothKinds_mustAgree(String headers) {
        assertThatThrownBy(() -> origin(headers)).isInstanceOf(TrustedProxies.ForgedHeaders.class);
    }

    @Test
    void longHeaders_areRead() {
        String quoted = "Forwarded: host=\"" + "\\\"".repeat(4_000) + "\";for=192.0.2.7";
        assertThat(origin(quoted).client()).isEqualTo("192.0.2.7");
        assertThat(origin("Forwarded: " + "for=6.6.6.6,".repeat(700) + "for=192.0.2.7")
                        .client())
                .isEqualTo("192.0.2.7");
    }

    private Origin origin(String headers) {
        List<String> lines = Arrays.asList(headers.split(" & "));
        return proxies.origin(PROXY, name -> lines.stream()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .toList());
    }
}
