package io.hooklatch.gateway.destination;

import static io.hooklatch.gateway.destination.ForwardingRig.OK;
import static io.hooklatch.gateway.destination.ForwardingRig.publicOnly;
import static io.hooklatch.gateway.destination.ForwardingRig.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServerSideForgeryTest {
    private ForwardingRig rig;
    private TrapServer trap;

    @BeforeEach
    void start() {
        rig = new ForwardingRig();
        trap = TrapServer.answering(OK);
    }

    @AfterEach
    void stop() throws Exception {
        trap.close();
        rig.close();
    }

    @Test
    void fault65_aNameThatLeadsToThisMachineIsRefusedBeforeAnyConnection() {
        assertThatThrownBy(() -> rig.send(publicOnly(to(trap)), Events.attempt(1)))
                .isInstanceOf(DestinationException.class)
                .hasMessage("not connected to http://localhost:" + trap.port()
                        + ": 127.0.0.1 is a loopback address, which allow_private: true would allow");
        assertThat(trap.connections()).isZero();
    }

    @Test
    void fault65_oneForbiddenAddressAmongPublicOnesIsEnoughToRefuse() {
        rig.resolvingTo("93.184.215.14", "127.0.0.1");

        for (int attempt = 1; attempt <= 2; attempt++) {
            assertThat(rig.failure(publicOnly(to(trap)), Events.attempt(attempt)))
                    .get()
                    .extracting(Throwable::getMessage)
                    .asString()
                    .contains("127.0.0.1 is a loopback address");
        }
        assertThat(trap.connections()).isZero();
    }

    @Test
    void fault65_metadataStaysRefusedWherePrivateAddressesAreAllowed() {
        rig.resolvingTo("169.254.169.254");

        assertThatThrownBy(() -> rig.send(to(trap), Events.attempt(1)))
                .hasMessageContaining("169.254.169.254 is a cloud metadata address, which is never allowed");
    }

    @Test
    void fault65_aNumberThatIsAnAddressInDisguiseIsRefused() {
        rig.resolvingBy(host -> List.of(InetAddress.getAllByName(host)));

        assertThatThrownBy(() -> rig.send(publicOnly(to("http://2130706433:" + trap.port() + "/")), Events.attempt(1)))
                .hasMessageContaining("127.0.0.1 is a loopback address");
        assertThat(trap.connections()).isZero();
    }

    @Test
    void fault65_theAddressThatWasCheckedIsTheOneConnectedTo() throws Exception {
        try (TrapServer checked =
                TrapServer.at("127.0.0.2", trap.port(), out -> out.write(OK.getBytes(StandardCharsets.US_ASCII)))) {
            // Addresses from a resolver know the name they were found under.
            byte[] address = {127, 0, 0, 2};
            rig.resolvingBy(host -> List.of(InetAddress.getByAddress("localhost", address)));

            rig.send(to(trap), Events.attempt(1));

            assertThat(checked.next().only("host")).isEqualTo("localhost:" + trap.port());
            assertThat(trap.connections()).as("where the name really leads").isZero();
            assertThat(rig.resolved()).containsExactly("localhost");
        }
    }

    @Test
    void fault65_aNameThatChangesItsMindIsAskedOnceForEachAttempt() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        rig.resolvingBy(host ->
                List.of(InetAddress.getAllByName(asked.getAndIncrement() == 0 ? "127.0.0.1" : "169.254.169.254")));

        rig.send(to(trap), Events.attempt(1));
        assertThat(rig.failure(to(trap), Events.attempt(2))).isPresent();

        assertThat(asked).hasValue(2);
        assertThat(trap.connections()).isOne();
    }

    @Test
    void anotherAddressOfTheHostIsTriedAtTheNextAttempt() throws Exception {
        rig.resolvingTo("127.0.0.3", "127.0.0.1");

        assertThat(rig.failure(to(trap), Events.attempt(1))).get().isInstanceOf(DestinationException.class);
        rig.send(to(trap), Events.attempt(2));

        assertThat(trap.connections()).isOne();
    }

    @Test
    void aHostWithoutAnAddressIsNamed() {
        rig.resolvingBy(host -> {
            throw new UnknownHostException(host);
        });

        assertThatThrownBy(() -> rig.send(to("https://billing.invalid/x"), Events.attempt(1)))
                .isInstanceOf(DestinationException.class)
                .hasMessageContaining("host billing.invalid of the url has no address");
    }

    @Test
    void anAddressOfVersionSixIsReachedAsItIsWritten() throws Exception {
        TrapServer six;
        try {
            six = TrapServer.at("::1", 0, out -> out.write(OK.getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException none) {
            abort("this machine has no IPv6");
            return;
        }
        try (six) {
            rig.resolvingTo("::1");

            rig.send(to("http://[::1]:" + six.port() + "/"), Events.attempt(1));

            assertThat(six.next().only("host")).isEqualTo("[::1]:" + six.port());
            assertThat(rig.resolved()).containsExactly("::1");
        }
    }
}
