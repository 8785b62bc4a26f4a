package io.hooklatch.gateway.destination;

import static io.hooklatch.gateway.destination.ForwardingRig.OK;
import static io.hooklatch.gateway.destination.ForwardingRig.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.net.PfxOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForwardingOverTlsTest {
    @TempDir
    static Path directory;

    private static HooksCertificate certificate;
    private ForwardingRig rig;
    private TrapServer server;

    @BeforeAll
    static void makeACertificateForHooksExample() throws Exception {
        certificate = HooksCertificate.make(directory);
    }

    @BeforeEach
    void start() throws Exception {
        rig = new ForwardingRig().resolvingTo("127.0.0.1");
        server = TrapServer.at(
                "127.0.0.1", certificate.server(), out -> out.write(OK.getBytes(StandardCharsets.US_ASCII)));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        rig.close();
    }

    @Test
    void theCertificateIsCheckedAgainstTheNameOfTheUrlAlthoughTheAddressIsConnectedTo() throws Exception {
        rig.trusting(new PfxOptions().setPath(certificate.file().toString()).setPassword(HooksCertificate.PASSWORD));

        rig.send(to("https://hooks.example:" + server.port() + "/x"), Events.attempt(1));

        assertThat(server.next().only("host")).isEqualTo("hooks.example:" + server.port());
    }

    @Test
    void aCertificateForAnotherNameIsRefused() {
        rig.trusting(new PfxOptions().setPath(certificate.file().toString()).setPassword(HooksCertificate.PASSWORD));

        assertThatThrownBy(() -> rig.send(to("https://other.example:" + server.port() + "/x"), Events.attempt(1)))
                .isInstanceOf(DestinationException.class)
                .hasMessageContaining("no connection to https://other.example");
        assertThat(server.sawNothingMore()).isTrue();
    }

    @Test
    void aCertificateThatNobodyVouchesForIsRefused() {
        assertThatThrownBy(() -> rig.send(to("https://hooks.example:" + server.port() + "/x"), Events.attempt(1)))
                .isInstanceOf(DestinationException.class)
                .hasMessageContaining("no connection to https://hooks.example");
        assertThat(server.sawNothingMore()).isTrue();
    }
}
