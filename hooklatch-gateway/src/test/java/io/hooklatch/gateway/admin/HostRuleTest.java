package io.hooklatch.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostRuleTest {
    private final HostRule rule = new HostRule(new AdminSettings("10.1.2.3", 0, Set.of("Admin.Example")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:9090",
                "LocalHost",
                "127.0.0.1:1",
                "[::1]",
                "[::1]:9090",
                "10.1.2.3",
                "10.1.2.3:80",
                "admin.example",
                "ADMIN.example:443"
            })
    void loopbackNamesItsOwnAddressAndConfiguredNamesAreAllowed(String host) {
        assertThat(rule.allows(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":80",
                "evil.example",
                "localhost.evil.example",
                "evil.example:localhost",
                "127.0.0.1.evil.example",
                "[::2]",
                "::1",
                "127.0.0.2",
                "0.0.0.0",
                "localhost@evil.example",
                " localhost",
                "localhost:1:2"
            })
    void everyOtherNameIsNot(String host) {
        assertThat(rule.allows(host)).isFalse();
    }

    @Test
    void aMissingNameIsNotAllowed() {
        assertThat(rule.allows(null)).isFalse();
    }

    @Test
    void anAddressOfVersionSixIsAllowedInBrackets() {
        HostRule six = new HostRule(new AdminSettings("fd00::7", 0, Set.of()));

        assertThat(six.allows("[fd00::7]:9090")).isTrue();
    }
}
