package io.hooklatch.gateway.destination;

import static io.hooklatch.gateway.destination.ForwardingRig.OK;
import static io.hooklatch.gateway.destination.ForwardingRig.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.net.PfxOptions;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForwardingOverTlsTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    static Path directory;

    private static Path keys;
    private ForwardingRig rig;
    private TrapServer server;

    @BeforeAll
    static void makeACertificateForHooksExample() throws Exception {
        keys = directory.resolve("hooks.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "hooks",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=hooks.example",
                        "-ext",
                        "SAN=dns:hooks.example",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        keys.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue())
                .as(Files.readString(directory.resolve("keytool.log")))
                .isZero();
    }

    @BeforeEach
    void start() throws Exception {
        rig = new ForwardingRig().resolvingTo("127.0.0.1");
        server = TrapServer.at("127.0.0.1", tls(), out -> out.write(OK.getBytes(StandardCharsets.US_ASCII)));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        rig.close();
    }

    @Test
    void theCertificateIsCheckedAgainstTheNameOfTheUrlAlthoughTheAddressIsConnectedTo() throws Exception {
        rig.trusting(new PfxOptions().setPath(keys.toString()).setPassword(PASSWORD));

        rig.send(to("https://hooks.example:" + server.port() + "/x"), Events.attempt(1));

        assertThat(server.next().only("host")).isEqualTo("hooks.example:" + server.port());
    }

    @Test
    void aCertificateForAnotherNameIsRefused() {
        rig.trusting(new PfxOptions().setPath(keys.toString()).setPassword(PASSWORD));

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

    private static SSLContext tls() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }
}
