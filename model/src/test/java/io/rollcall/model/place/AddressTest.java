package io.rollcall.model.place;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "192.0.2.7 | 192.0.2.7",
                "192.0.2.7:443 | 192.0.2.7",
                "' 192.0.2.7 ' | 192.0.2.7",
                "192.0.2.7, 198.51.100.1 | 192.0.2.7",
                "192.0.2.7 198.51.100.1 | 192.0.2.7",
                "192.0.2.7;198.51.100.1 | 192.0.2.7",
                "2001:db8::1 | 2001:db8::1",
                "2001:DB8::1 | 2001:DB8::1",
                "[2001:db8::1] | 2001:db8::1",
                "[2001:db8::1]:8443 | 2001:db8::1",
                "2001:db8::1%eth0 | 2001:db8::1",
                "[fe80::1%25eth0]:80 | fe80::1",
                "::1 | ::1",
                ":: | ::",
                "2001:db8:: | 2001:db8::",
                "1:2:3:4:5:6:7:8 | 1:2:3:4:5:6:7:8",
                "::ffff:192.0.2.7 | ::ffff:192.0.2.7",
                "1:2:3:4:5:6:192.0.2.7 | 1:2:3:4:5:6:192.0.2.7",
                "\"192.0.2.7\" | 192.0.2.7",
                "\"192.0.2.7:80\", \"198.51.100.1\" | 192.0.2.7",
                "\"2001:db8::1\" | 2001:db8::1",
                "for=192.0.2.7 | 192.0.2.7",
                "for=192.0.2.7;proto=http;by=203.0.113.43 | 192.0.2.7",
                "For=\"192.0.2.7:4711\" | 192.0.2.7",
                "for=\"[2001:db8::1]:4711\" | 2001:db8::1",
                "FOR=\"[2001:db8::1]\", for=192.0.2.7 | 2001:db8::1",
            })
    void anAddress(String text, String address) {
        assertThat(Address.of(text)).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "unknown",
                "localhost",
                "AWS Internal",
                "signin.amazonaws.com",
                "host.example.com:443",
                "192.0.2",
                "192.0.2.7.8",
                "192.0.2.256",
                "192.0.2.-1",
                "192.0.2.7:",
                "192.0.2.7:abc",
                "192.0.2.7:123456",
                "1234",
                "0x7f.0.0.1",
                "192.0.2.",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1::2::3",
                "12345::",
                "g::1",
                "[2001:db8::1",
                "[2001:db8::1]x",
                "[]",
                ":::",
                "1:2:3:4:5:6:7::8",
                "192.0.2.7::1",
                "\"192.0.2.7",
                "192.0.2.7\"",
                "\"192.0.2.7'",
                "\"",
                "\"\"",
                "\"\"192.0.2.7\"\"",
                "for=",
                "for=\"\"",
                "for=unknown",
                "for=_hidden",
                "for=for=192.0.2.7",
                "\"for=192.0.2.7\"",
                "by=192.0.2.7",
                "host=192.0.2.7",
                "١٩٢.0.2.7"
            })
    void noAddress(String text) {
        assertThat(Address.of(text)).isNull();
    }
}
