package io.hooklatch.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustedProxiesTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.7, 10.0.0.7, true",
        "10.0.0.7, 10.0.0.8, false",
        "10.0.0.0/8, 10.255.255.255, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "192.168.4.0/22, 192.168.7.255, true",
        "192.168.4.0/22, 192.168.8.0, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, ::1, false",
        "::1, 0:0:0:0:0:0:0:1, true",
        "fd00::/8, fdff::1, true",
        "fd00::/8, fe80::1, false",
        "fe80::/10, fe80::1%eth0, true",
        "10.0.0.7, ::ffff:10.0.0.7, true",
        "10.0.0.7, '', false",
        "10.0.0.7, localhost, false",
        "10.0.0.7, 10.0.0.7:443, false",
        "10.0.0.7, 010.0.0.7x, false"
    })
    void anAddressIsTrustedWhenARangeHoldsIt(String range, String address, boolean trusted) {
        assertThat(TrustedProxies.of(range).contains(address)).isEqualTo(trusted);
    }

    @ParameterizedTest
    @CsvSource({
        "proxy.example, give an address such as 10.0.0.7",
        "'', give an address",
        "10.0.0, give an address",
        "10.0.0.256, give an address",
        "12345::1, give an address",
        "10.0.0.0/33, after the slash stands how many bits count; 0 to 32",
        "10.0.0.0/, after the slash",
        "fd00::/129, 0 to 128",
        "10.0.0.7/8, bits after the first 8 are set"
    })
    void whatIsNoAddressIsRefused(String text, String message) {
        assertThatThrownBy(() -> TrustedProxies.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("trusted proxy \"" + text + "\": ")
                .hasMessageContaining(message.replace(';', ','));
    }

    @Test
    void nobodyIsTrustedUnlessSaid() {
        assertThat(TrustedProxies.none().contains("127.0.0.1")).isFalse();
        assertThat(TrustedProxies.none().isEmpty()).isTrue();
        assertThat(TrustedProxies.of("127.0.0.1").isEmpty()).isFalse();
    }
}
