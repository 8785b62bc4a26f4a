package io.hooklatch.gateway.admin.api;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hooklatch.gateway.access.Role;
import io.hooklatch.jdbc.SqliteBackup;
import io.hooklatch.jdbc.SqliteStore;
import io.hooklatch.message.Reason;
import io.hooklatch.store.InboxStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is done to the inbox as a whole. */
class UpkeepOverHttpTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String WHY = "{\"reason\": \"the disk is full\"}";

    @TempDir
    Path directory;

    private Path backups;
    private ApiRig rig;

    @BeforeEach
    void start() throws Exception {
        backups = Files.createDirectory(directory.resolve("backups"));
        try (InboxStore store = SqliteStore.builder(directory.resolve("inbox.db"))
                .clock(InstantSource.fixed(Instant.parse("2025-03-01T12:00:00Z")))
                .open()) {
            for (int i = 0; i < 3; i++) {
                store.append(aDelivery()
                                .endpoint("github")
                                .header("Authorization", "Bearer canary")
                                .body("{\"n\":" + i + "}")
                                .refused(Reason.SIGNATURE_MISMATCH)
                                .build())
                        .toCompletableFuture()
                        .get(60, TimeUnit.SECONDS);
            }
        }
        rig = new ApiRig(directory, "  backup_directory: backups\n");
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void whatIsKeptIsSaidAndTheRestRemovedAfterAPreview() {
        ApiAnswer retention = rig.get(Role.VIEWER, "/retention");
        assertThat(retention.json().at("/common/rows/0").toString())
                .isEqualTo("{\"kept\":\"refused\",\"for_ms\":86400000}");
        assertThat(retention.at("/every_ms")).isEqualTo("3600000");
        assertThat(retention.json().at("/space/total_bytes").asLong()).isPositive();
        ApiAnswer preview = rig.get(Role.VIEWER, "/prune/preview");
        assertThat(preview.at("/deliveries")).isEqualTo("3");
        assertThat(preview.at("/summary")).startsWith("would remove 3 deliveries");
        assertThat(rig.get(Role.VIEWER, "/deliveries").items("/id")).hasSize(3);

        ApiAnswer begun = rig.post(Role.OPERATOR, "/prune", WHY);
        assertThat(begun.status()).isEqualTo(202);
        assertThat(begun.at("/action")).isEqualTo("prune");
        JsonNode done = ended(begun.at("/id"));
        assertThat(done.get("state").asText()).isEqualTo("done");
        assertThat(done.get("changed").asLong())
                .isEqualTo(preview.json().get("count").asLong());
        assertThat(done.at("/actor/name").asText()).isEqualTo("the-operator");
        assertThat(done.get("reason").asText()).isEqualTo("the disk is full");
        assertThat(rig.get(Role.VIEWER, "/deliveries").items("/id")).isEmpty();
    }

    @Test
    void aBackupIsMadeInTheDirectoryListedAndSound() {
        ApiAnswer begun = rig.post(Role.OPERATOR, "/backups", "{\"name\": \"one.db\", \"reason\": \"nightly\"}");
        assertThat(begun.status()).as(begun.json().toString()).isEqualTo(202);
        JsonNode done = ended(begun.at("/id"));
        assertThat(done.get("state").asText()).isEqualTo("done");
        assertThat(done.get("selection").asText()).isEqualTo("one.db");
        assertThat(done.get("detail").asText()).endsWith(" bytes");
        assertThat(rig.get(Role.VIEWER, "/backups").items("/name")).containsExactly("one.db");
        assertThat(SqliteBackup.verify(backups.resolve("one.db"))).isEmpty();

        assertThat(rig.post(Role.OPERATOR, "/backups", "{\"name\": \"one.db\"}").at("/detail"))
                .contains("there is a file one.db already");
        ended(rig.post(Role.OPERATOR, "/backups", "{}").at("/id"));
        assertThat(rig.get(Role.VIEWER, "/backups").items("/name")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"../one.db", "/one.db", ".one", "a b"})
    void aNameThatLeadsElsewhereIsRefused(String name) {
        ApiAnswer answer = rig.post(Role.OPERATOR, "/backups", "{\"name\": \"" + name + "\"}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/field")).isEqualTo("name");
        assertThat(answer.at("/detail")).contains("without a directory");
        assertThat(backups).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.key", "a.db.new", "a.ballast", "a.restored", "nightly-wal", "a-SHM", "a-journal"})
    void aNameOfAFileBesideAnInboxIsRefused(String name) {
        ApiAnswer answer = rig.post(Role.OPERATOR, "/backups", "{\"name\": \"" + name + "\"}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/field")).isEqualTo("name");
        assertThat(answer.at("/detail"))
                .startsWith("name \"" + name + "\" ends in ")
                .contains("such as .db");
        assertThat(backups).isEmptyDirectory();
    }

    @Test
    void aBackupRemovesWhatAnEarlierOneLeftUnfinished() throws IOException {
        FileTime before = FileTime.from(Instant.parse("2025-03-01T12:00:00Z"));
        FileTime later = FileTime.from(Instant.parse("2999-03-01T12:00:00Z"));
        for (String name : List.of(
                "old.db.new",
                "old.db.key.new",
                "nightly.new",
                "nightly.key.new",
                "weekly.new",
                "weekly.key",
                "notes.new")) {
            Files.setLastModifiedTime(Files.createFile(backups.resolve(name)), before);
        }
        Files.setLastModifiedTime(Files.createFile(backups.resolve("others.db.new")), later);
        ended(rig.post(Role.OPERATOR, "/backups", "{\"name\": \"one.db\"}").at("/id"));
        assertThat(backups.toFile().list())
                .containsExactlyInAnyOrder("one.db", "one.db.key", "weekly.key", "notes.new", "others.db.new");
    }

    @Test
    void aBackupOfWhichOnlyTheKeyIsThereIsTakenAgain() throws IOException {
        Files.copy(directory.resolve("inbox.db.key"), backups.resolve("one.db.key"));
        JsonNode done = ended(
                rig.post(Role.OPERATOR, "/backups", "{\"name\": \"one.db\"}").at("/id"));
        assertThat(done.get("state").asText()).isEqualTo("done");
        assertThat(backups.resolve("one.db")).isNotEmptyFile();
    }

    @Test
    void aBackupDoesNotTakeTheKeyOfAnotherOne() throws IOException {
        Files.write(backups.resolve("two.db.key"), new byte[32]);
        JsonNode done = ended(
                rig.post(Role.OPERATOR, "/backups", "{\"name\": \"two.db\"}").at("/id"));
        assertThat(done.get("state").asText()).isEqualTo("failed");
        assertThat(done.get("detail").asText()).contains("is not the key of this inbox");
        assertThat(backups.resolve("two.db")).doesNotExist();
    }

    @Test
    void withoutADirectoryThereIsNoBackup() throws IOException {
        rig.close();
        rig = new ApiRig(directory);
        ApiAnswer answer = rig.post(Role.OPERATOR, "/backups", "{}");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.at("/detail")).contains("set admin.backup_directory");
        assertThat(rig.get(Role.VIEWER, "/backups").status()).isEqualTo(409);
    }

    @Test
    void whatDoesNotFitTogetherIsFoundAndMended() throws Exception {
        assertThat(rig.get(Role.VIEWER, "/verify").status()).isEqualTo(404);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("inbox.db"));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO hooklatch_diagnosis VALUES (77, 1, 1, 'e', 'f')");
        }
        JsonNode look = look();
        assertThat(look.get("state").asText()).isEqualTo("done");
        assertThat(look.at("/findings/0/kind").asText()).isEqualTo("diagnosis_without_delivery");
        assertThat(look.at("/findings/0/repairable").asBoolean()).isTrue();

        assertThat(rig.post(Role.OPERATOR, "/verify/repair", WHY).status()).isEqualTo(403);
        JsonNode done = ended(rig.post(Role.ADMIN, "/verify/repair", WHY).at("/id"));
        assertThat(done.get("detail").asText()).isEqualTo("mended 1: a diagnosis has no delivery");
        assertThat(done.get("changed").asLong()).isEqualTo(1);
        assertThat(look().get("findings")).isEmpty();
    }

    @Test
    void exportsAreWholeMaskedForViewersAndInTheAudit() throws IOException {
        ApiAnswer whole = rig.get(Role.OPERATOR, "/export/deliveries?verdict=refused&why=for+the+auditors");
        assertThat(whole.status()).isEqualTo(200);
        assertThat(whole.mediaType()).isEqualTo("application/jsonl");
        List<String> lines = lines(whole);
        assertThat(lines).hasSize(3);
        assertThat(MAPPER.readTree(lines.get(0)).get("body").asText()).isEqualTo("{\"n\":2}");
        assertThat(lines.get(0)).contains("Bearer canary");
        List<String> masked = lines(rig.get(Role.VIEWER, "/export/deliveries"));
        assertThat(masked).hasSize(3).noneMatch(line -> line.contains("canary") || line.contains("\"body\""));
        assertThat(lines(rig.get(Role.VIEWER, "/export/events"))).isEmpty();

        JsonNode entry = rig.get(Role.VIEWER, "/operations?action=export&actor=the-operator")
                .json()
                .at("/items/0");
        assertThat(entry.get("selection").asText()).isEqualTo("deliveries verdict=refused");
        assertThat(entry.get("reason").asText()).isEqualTo("for the auditors");
        assertThat(entry.get("state").asText()).isEqualTo("done");
        assertThat(entry.get("changed").asLong()).isEqualTo(3);
        assertThat(rig.get(Role.VIEWER, "/export/deliveries?state=dead").at("/field"))
                .isEqualTo("state");
    }

    @Test
    void twoExportsRunAtATimeAndOneWhoseReaderGoesFreesItsPlace() throws Exception {
        String body = "x".repeat(512 * 1024);
        for (int i = 0; i < 40; i++) {
            assertThat(rig.deliver("shop", "{\"id\":\"" + i + "\",\"type\":\"none\",\"text\":\"" + body + "\"}"))
                    .isEqualTo(200);
        }
        try (Socket one = export();
                Socket two = export()) {
            ApiAnswer third = rig.get(Role.OPERATOR, "/export/deliveries");
            assertThat(third.status()).isEqualTo(429);
            assertThat(third.at("/detail")).contains("2 exports run already");
            assertThat(one.isClosed() || two.isClosed()).isFalse();
        }
        for (String id : rig.get(Role.VIEWER, "/operations?action=export").items("/id")) {
            assertThat(ended(id).get("state").asText()).isEqualTo("failed");
        }
        // The places are free a moment after the entries have ended.
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (rig.get(Role.OPERATOR, "/export/events").status() != 200) {
            assertThat(System.nanoTime()).as("no place after 60 s").isLessThan(end);
        }
    }

    /** One that is begun and then not read. */
    private Socket export() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), rig.port());
        socket.setSoTimeout(60_000);
        socket.getOutputStream()
                .write(("GET /api/v1/export/deliveries HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                + ApiRig.key(Role.OPERATOR) + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        assertThat(new String(socket.getInputStream().readNBytes(15), StandardCharsets.US_ASCII))
                .isEqualTo("HTTP/1.1 200 OK");
        return socket;
    }

    @Test
    void aLearntSecretIsListedByItsFingerprintAndForgottenByAdminsOnly() throws Exception {
        rig.gateway()
                .inbox()
                .store()
                .keepSecret("github", "sealed".getBytes(StandardCharsets.UTF_8))
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);
        ApiAnswer secrets = rig.get(Role.VIEWER, "/secrets");
        assertThat(secrets.items("/endpoint")).containsExactly("github");
        assertThat(secrets.at("/items/0/fingerprint")).hasSize(16);
        assertThat(rig.post(Role.OPERATOR, "/secrets/github/forget", WHY).status())
                .isEqualTo(403);
        ApiAnswer done = rig.post(Role.ADMIN, "/secrets/github/forget", WHY);
        assertThat(done.at("/action")).isEqualTo("forget_secret");
        assertThat(done.at("/changed")).isEqualTo("1");
        assertThat(rig.get(Role.VIEWER, "/secrets").items("/endpoint")).isEmpty();
        assertThat(rig.post(Role.ADMIN, "/secrets/github/forget", WHY).at("/changed"))
                .isEqualTo("0");
        assertThat(rig.post(Role.ADMIN, "/secrets/nobody/forget", WHY).status()).isEqualTo(404);
    }

    private static List<String> lines(ApiAnswer answer) {
        return new String(answer.bytes(), StandardCharsets.UTF_8).lines().toList();
    }

    private JsonNode look() {
        JsonNode look = rig.post(Role.OPERATOR, "/verify", "{}").json();
        return until("/verify", look);
    }

    private JsonNode ended(String operation) {
        String path = "/operations/" + operation;
        return until(path, rig.get(Role.VIEWER, path).json());
    }

    private JsonNode until(String path, JsonNode first) {
        JsonNode now = first;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (now.get("state").asText().equals("running")) {
            assertThat(System.nanoTime()).as("%s after 60 s: %s", path, now).isLessThan(end);
            now = rig.get(Role.VIEWER, path).json();
        }
        return now;
    }
}
