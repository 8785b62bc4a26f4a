package io.hooklatch.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.Hooklatch;
import io.hooklatch.jdbc.SqliteStore;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Request;
import io.hooklatch.receive.Endpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsCommandTest {
    private static final String SECRET = "b537207f20cbfa02357cf448134da559";

    @TempDir
    Path directory;

    private final CliRig rig = new CliRig();
    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("inbox.db");
    }

    private Hooklatch inbox() {
        return Hooklatch.builder()
                .store(SqliteStore.open(file))
                .endpoint(Endpoint.named("asana")
                        .path("/asana")
                        .provider("asana")
                        .option("learn_until", Instant.now().plusSeconds(3600).toString()))
                .start();
    }

    private void learn(String secret) {
        try (Hooklatch inbox = inbox()) {
            assertThat(inbox.receive(Request.post("/asana", Headers.of("X-Hook-Secret", secret), "{}"))
                            .status())
                    .isEqualTo(200);
        }
    }

    private CliRig.Run secrets(String what, String endpoint) {
        return what.equals("forget")
                ? rig.run("secrets", what, endpoint, "--why", "it leaked", "--store", file.toString())
                : rig.run("secrets", what, endpoint, "--store", file.toString());
    }

    @Test
    void fault64_aLearntSecretIsShownByItsFingerprintAndNeverItself() {
        learn(SECRET);
        CliRig.Run shown = secrets("show", "asana");
        assertThat(shown.err()).isEmpty();
        assertThat(shown.exitCode()).isZero();
        assertThat(shown.out())
                .contains("endpoint     \"asana\"", "secret       learnt, and kept encrypted")
                .containsPattern("handshake    20\\d\\d-")
                .containsPattern("fingerprint  [0-9a-f]{16}\\R")
                .doesNotContain(SECRET);
        assertThat(secrets("show", "asana").out()).as("the same secret").isEqualTo(shown.out());
    }

    @Test
    void aForgottenSecretMakesRoomForAnother() {
        learn(SECRET);
        String before = secrets("show", "asana").out();
        CliRig.Run forgotten = secrets("forget", "asana");
        assertThat(forgotten.exitCode()).isZero();
        assertThat(forgotten.out()).startsWith("forgotten; the next handshake");
        assertThat(secrets("show", "asana"))
                .isEqualTo(new CliRig.Run(1, "endpoint \"asana\" has learnt no secret" + System.lineSeparator(), ""));
        assertThat(secrets("forget", "asana").exitCode()).isEqualTo(1);
        assertThat(rig.run("secrets", "forget", "asana", "--store", file.toString())
                        .err())
                .contains("--why is missing");
        assertThat(rig.run("audit", "list", "--action", "forget_secret", "--store", file.toString())
                        .out())
                .contains("it leaked", "done");
        learn("another-secret");
        assertThat(secrets("show", "asana").out()).contains("fingerprint").isNotEqualTo(before);
    }

    @Test
    void theConfigurationNamesTheInboxAsWell() throws Exception {
        learn(SECRET);
        Path config = Files.writeString(
                directory.resolve("h.yaml"),
                "store: {sqlite: inbox.db}\nendpoints: {a: {unverified: true}, asana: {unverified: true}}\n");
        assertThat(rig.run("secrets", "list", "-c", config.toString()).out())
                .containsPattern("asana +20\\d\\d-.* [0-9a-f]{16}")
                .doesNotContain(SECRET);
        assertThat(rig.run("secrets", "show", "asana", "-c", config.toString()).out())
                .contains("fingerprint");
        assertThat(rig.run("secrets", "show", "asana", "-c", config.toString(), "--store", file.toString())
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void aStoreThatCannotForgetIsOneThatCannotBeReached() throws Exception {
        learn(SECRET);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("CREATE TRIGGER stuck BEFORE DELETE ON hooklatch_secret"
                    + " BEGIN SELECT RAISE(ABORT, 'the disk is gone'); END");
        }
        CliRig.Run run = secrets("forget", "asana");
        assertThat(run.err()).contains("the disk is gone").doesNotContain("Exception");
        assertThat(run.exitCode()).isEqualTo(3);
    }

    @Test
    void anInboxThatSomebodyHoldsOrThatIsNotThereIsLeftAlone() {
        assertThat(secrets("show", "asana").err()).contains("there is no inbox at " + file);
        assertThat(file).doesNotExist();
        try (Hooklatch inbox = inbox()) {
            assertThat(inbox.learntSecret("asana")).isEmpty();
            assertThat(secrets("forget", "asana").exitCode()).isEqualTo(3);
        }
    }
}
