package io.hooklatch.gateway.config;

import static io.hooklatch.gateway.config.ConfigRig.CANARY;
import static io.hooklatch.gateway.config.ConfigRig.SMALLEST;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreSettingsTest {
    private static final String URL = "jdbc:postgresql://localhost:5433/inbox";

    @TempDir
    Path directory;

    private ConfigRig rig;

    @BeforeEach
    void start() {
        rig = new ConfigRig(directory).with("DB_PASSWORD", CANARY);
    }

    @Test
    void aDatabaseIsReadWithEveryOneOfItsSettings() throws Exception {
        rig.file("key", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n");
        GatewayConfig config = rig.read("""
                store:
                  postgres:
                    url: jdbc:postgresql://db.internal/inbox?sslmode=verify-full&sslpassword=CANARY
                    user: hooks
                    password: ${DB_PASSWORD}
                    schema: inbox_2
                    pool: {size: 30, timeout: 3s}
                    digest_key: file:key
                lease_for: 20s
                """.replace("CANARY", CANARY) + SMALLEST);

        StoreConfig.Postgres store = (StoreConfig.Postgres) config.store();
        assertThat(store.url().reveal()).contains("sslpassword=" + CANARY);
        assertThat(store.password().orElseThrow().reveal()).isEqualTo(CANARY);
        assertThat(store.schema()).isEqualTo("inbox_2");
        assertThat(store.connections()).isEqualTo(30);
        assertThat(store.patience()).isEqualTo(Duration.ofSeconds(3));
        assertThat(store.digestKey()).isPresent();
        assertThat(store.acceptLosses()).isFalse();
        assertThat(config.leaseFor()).isEqualTo(Duration.ofSeconds(20));
        assertThat(store.describe()).isEqualTo("PostgreSQL at db.internal/inbox, schema inbox_2, as hooks");
        assertThat(config.toString()).doesNotContain(CANARY).doesNotContain("AAECAwQF");
        assertThat(config.warnings()).noneMatch(warning -> warning.path().startsWith("store"));
    }

    /** Those about the store. */
    private List<String> storeWarnings(String yaml) throws ConfigException {
        return rig.warnings(yaml).stream()
                .filter(warning -> warning.contains(" store."))
                .toList();
    }

    @Test
    void twoPlacesAreOneTooMany() {
        assertThat(rig.problems("store: {sqlite: inbox.db, postgres: {url: '" + URL + "', user: me}}\n" + SMALLEST))
                .containsExactly("1:27: store.postgres: is set beside sqlite: an inbox is kept in one place,"
                        + " remove one of the two");
    }

    @Test
    void roomOnTheDiskCanBeKeptFree() throws Exception {
        assertThat(rig.read("store: {sqlite: a.db, free_floor: 2GiB, ballast: 16MiB}\n" + SMALLEST)
                        .store())
                .isEqualTo(new StoreConfig.Sqlite(directory.resolve("a.db"), 2L << 30, 16L << 20));
        assertThat(rig.problems("store: {free_floor: 2, ballast: 2000000GiB}\n" + SMALLEST))
                .hasSize(2)
                .anyMatch(line -> line.contains("store.free_floor: \"2\" is not a size"))
                .anyMatch(line -> line.contains("store.ballast: \"2000000GiB\""));
        assertThat(rig.problems("store: {ballast: 1MiB, postgres: {url: '" + URL + "', user: me}}\n" + SMALLEST))
                .singleElement()
                .asString()
                .contains("store.ballast: ", "a database watches over its own: remove it");
    }

    @Test
    void aDirectoryForBackupsIsForAFileOnly() throws Exception {
        assertThat(rig.read("admin: {backup_directory: backups}\n" + SMALLEST)
                        .admin()
                        .backups())
                .contains(directory.resolve("backups"));
        assertThat(rig.problems(
                        "store: {postgres: {url: '" + URL + "', user: me}}\nadmin: {backup_directory: b}\n" + SMALLEST))
                .containsExactly(
                        "2:9: admin.backup_directory: is for an inbox in SQLite, and this one is in PostgreSQL,"
                                + " whose own tools back it up: remove it, and use pg_dump or pg_basebackup");
    }

    @ParameterizedTest
    @CsvSource({"data/inbox.db, data", "data/inbox.db, ./other/../data/", "inbox.db, .", "data/inbox.db, link"})
    void aDirectoryForBackupsIsNotThatOfTheInbox(String inbox, String backups) throws Exception {
        Path data = Files.createDirectory(directory.resolve("data"));
        Files.createSymbolicLink(directory.resolve("link"), data);
        assertThat(rig.problems(
                        "store: {sqlite: " + inbox + "}\nadmin: {backup_directory: " + backups + "}\n" + SMALLEST))
                .containsExactly(
                        "2:9: admin.backup_directory: is the directory of the inbox itself, whose files would be"
                                + " taken for backups: make another one for them, best on another disk");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThat(rig.problems("store:\n  postgres: {schema: x}\n" + SMALLEST))
                .containsExactly(
                        "2:3: store.postgres: url is missing: write url: jdbc:postgresql://HOST:PORT/DATABASE",
                        "2:3: store.postgres: user is missing: write user: NAME");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "url: 'jdbc:postgresql://h/d?user=CANARY' | user and password beside it",
                "url: 'jdbc:postgresql://h/d?ssl=true&PassWord=CANARY' | user and password beside it",
                "url: 'jdbc:postgresql://me:CANARY@h/d' | of the form jdbc:postgresql://",
                "url: 'postgres://CANARY' | of the form jdbc:postgresql://",
                "url: 'jdbc:mysql://h/CANARY' | of the form jdbc:postgresql://",
                "url: 'jdbc:postgresql://h/' | of the form jdbc:postgresql://",
                "password: '' | the secret is empty",
                "password: changeme | the secret is a placeholder",
                "password: ${NOT_SET} | NOT_SET is not set",
                "digest_key: CANARY | is not the base64 of 32 bytes",
                "digest_key: AAECAwQFBgcICQoL | is not the base64 of 32 bytes",
                "schema: Inbox | no name of a schema",
                "pool: {size: 5} | 6 to 500 are allowed",
                "pool: {timeout: 5} | has no unit",
                "pool: {sise: 20} | did you mean size?",
                "accept_losses: maybe | neither true nor false",
                "passwort: CANARY | did you mean password?",
            })
    void fault64_aMistakeIsNamedAndNoCredentialShown(String setting, String words) {
        String name = setting.substring(0, setting.indexOf(':'));
        String rest = name.equals("url") ? "" : "    url: " + URL + "\n";
        String yaml = "store:\n  postgres:\n    user: me\n" + rest + "    " + setting.replace("CANARY", CANARY) + "\n";

        assertThat(rig.problems(yaml + SMALLEST))
                .singleElement()
                .asString()
                .contains("store.postgres." + name)
                .contains(words)
                .doesNotContain(CANARY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"db.internal", "10.0.0.7:5432", "[2001:db8::1]", "localhost,db.internal"})
    void aConnectionThatOthersMayReadIsDoubtful(String host) throws Exception {
        assertThat(storeWarnings("store: {postgres: {url: 'jdbc:postgresql://" + host + "/d', user: me}}\n" + SMALLEST))
                .singleElement()
                .asString()
                .contains("store.postgres.url: without sslmode");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1:5432", "[::1]:5432"})
    void oneWithinTheMachineIsNot(String host) throws Exception {
        assertThat(storeWarnings("store: {postgres: {url: 'jdbc:postgresql://" + host + "/d', user: me}}\n" + SMALLEST))
                .isEmpty();
    }

    @Test
    void acceptedLossesAndAPasswordInTheFileAreDoubtful() throws Exception {
        assertThat(storeWarnings("store: {postgres: {url: '" + URL + "', user: me, password: " + CANARY
                        + ", accept_losses: true}}\n" + SMALLEST))
                .hasSize(2)
                .anyMatch(warning -> warning.contains("store.postgres.password: the secret stands in this file"))
                .anyMatch(warning -> warning.contains("can be lost"))
                .noneMatch(warning -> warning.contains(CANARY));
    }
}
