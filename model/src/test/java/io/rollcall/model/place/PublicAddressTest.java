package io.rollcall.model.place;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "8.8.8.8 | 8.8.8.8",
                "8.8.8.8:443 | 8.8.8.8",
                "' 8.8.8.8 ' | 8.8.8.8",
                "8.8.8.8, 10.0.0.1 | 8.8.8.8",
                "10.0.0.1, 8.8.8.8 | 8.8.8.8",
                "10.0.0.1,192.168.1.1,8.8.8.8:80,9.9.9.9 | 8.8.8.8",
                "unknown, 8.8.8.8 | 8.8.8.8",
                "host.example.org 8.8.8.8 | 8.8.8.8",
                "10.0.0.1;8.8.8.8 | 8.8.8.8",
                "10.0.0.1\t8.8.8.8 | 8.8.8.8",
                ",,8.8.8.8 | 8.8.8.8",
                "fe80::1%eth0, 8.8.8.8 | 8.8.8.8",
                "[2606:4700::1111]:443 | 2606:4700::1111",
                "2606:4700::1111%eth0 | 2606:4700::1111",
                "2606:4700:0:0:0:0:0:1111 | 2606:4700::1111",
                "2606:4700::8.8.8.8 | 2606:4700::808:808",
                "::ffff:8.8.8.8 | 8.8.8.8",
                "::ffff:808:808 | 8.8.8.8",
                "[::ffff:8.8.8.8]:443 | 8.8.8.8",
                "64:ff9b::8.8.8.8 | 8.8.8.8",
                "2002:808:808::1 | 8.8.8.8",
                "\"8.8.8.8\" | 8.8.8.8",
                "\"10.0.0.1\", \"8.8.8.8\" | 8.8.8.8",
                "for=8.8.8.8;proto=https;by=9.9.9.9 | 8.8.8.8",
                "by=9.9.9.9;for=8.8.8.8 | 8.8.8.8",
                "for=unknown, for=10.0.0.1, for=\"[2606:4700::1111]:4711\" | 2606:4700::1111",
                "0.255.255.255, 1.0.0.0 | 1.0.0.0",
                "9.255.255.255 | 9.255.255.255",
                "11.0.0.0 | 11.0.0.0",
                "100.63.255.255 | 100.63.255.255",
                "100.128.0.0 | 100.128.0.0",
                "172.15.255.255 | 172.15.255.255",
                "172.32.0.0 | 172.32.0.0",
                "192.0.1.0 | 192.0.1.0",
                "198.17.255.255 | 198.17.255.255",
                "198.20.0.0 | 198.20.0.0",
                "223.255.255.255 | 223.255.255.255",
                "2001:200:: | 2001:200::",
                "2001:db7::1 | 2001:db7::1",
                "3ffe:ffff::1 | 3ffe:ffff::1",
            })
    void theFirstPublicAddress(String text, String expected) throws UnknownHostException {
        assertThat(PublicAddress.firstOf(text))
                .isEqualTo(InetAddress.getByName(expected).getAddress());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                "unknown",
                "localhost",
                "8.8.8",
                "8.8.8.8.8",
                "8.8.8.256",
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.0",
                "100.127.255.255",
                "127.0.0.1",
                "169.254.169.254",
                "172.16.0.0",
                "172.31.255.255",
                "192.0.0.8",
                "192.0.2.7",
                "192.168.0.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.9",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::8.8.8.8",
                "fe80::1",
                "fec0::1",
                "fc00::1",
                "fd12:3456:789a::1",
                "ff02::1",
                "2001::1",
                "2001:2::1",
                "2001:10::1",
                "2001:20::1",
                "2001:1ff:ffff::1",
                "2001:db8:85a3::8a2e:370:7334",
                "2002:a00:1::1",
                "3fff:fff::1",
                "4000::1",
                "5f00::1",
                "64:ff9b:1::1",
                "64:ff9b::10.0.0.1",
                "100::1",
                "::ffff:10.0.0.1",
                "::ffff:0:8.8.8.8",
                "10.0.0.1, 192.168.0.1, ::1",
            })
    void noPublicAddress(String text) {
        assertThat(PublicAddress.firstOf(text)).isNull();
    }

    @Test
    void aTextThatIsNullHasNone() {
        assertThat(PublicAddress.firstOf(null)).isNull();
    }

    @Test
    void onlyTheBeginningOfALongListIsRead() {
        assertThat(PublicAddress.firstOf("10.0.0.1,".repeat(100) + "8.8.8.8")).containsExactly(8, 8, 8, 8);
        assertThat(PublicAddress.firstOf("10.0.0.1,".repeat(100_000) + "8.8.8.8"))
                .isNull();
    }

    @Test
    void binaryFormsAreThoseOfTheJdk() throws UnknownHostException {
        Random random = new Random(21);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
            random.nextBytes(bytes);
            for (int j = random.nextInt(bytes.length); j < bytes.length - random.nextInt(2); j++) {
                bytes[j] = 0;
            }
            String text = InetAddress.getByAddress(bytes).getHostAddress();
            byte[] expected = InetAddress.getByName(text).getAddress();
            if (expected.length == bytes.length) {
                assertThat(PublicAddress.bytes(text)).as(text).isEqualTo(bytes);
            }
        }
    }
}
