package io.hooklatch.gateway.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class AddressRuleTest {
    @Test
    void privateAddressesCanBeAllowedButMetadataServicesCannot() throws UnknownHostException {
        AddressRule strict = new AddressRule(false);
        AddressRule lax = new AddressRule(true);

        assertThat(strict.refusal(address("93.184.215.14"))).isEmpty();
        assertThat(strict.refusal(address("127.0.0.1")))
                .hasValue("127.0.0.1 is a loopback address, which allow_private: true would allow");
        assertThat(lax.refusal(address("127.0.0.1"))).isEmpty();
        assertThat(lax.refusal(address("169.254.3.4"))).isEmpty();
        assertThat(lax.refusal(address("169.254.169.254")))
                .hasValue("169.254.169.254 is a cloud metadata address, which is never allowed");
    }

    private static InetAddress address(String literal) throws UnknownHostException {
        return InetAddress.getAllByName(literal)[0];
    }
}
