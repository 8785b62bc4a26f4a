package io.hooklatch.gateway.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.gateway.cli.CliRig;
import io.hooklatch.gateway.cli.data.Doc;
import io.hooklatch.jdbc.SqliteStore;
import io.hooklatch.store.InboxStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadStoreTest {
    @TempDir
    Path directory;

    private final CliRig cli = new CliRig();
    private StoreRig.Filled filled;

    @BeforeEach
    void fill() {
        filled = StoreRig.filled(directory);
    }

    @Test
    void deliveriesAreListedAsATableNewestFirst() {
        CliRig.Run run = cli.run("deliveries", "list", "--store", filled.store());

        assertThat(run.exitCode()).as(run.err()).isZero();
        List<String> lines = run.out().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).startsWith("DELIVERY").contains("VERDICT", "PROVIDER'S ID");
        assertThat(lines.get(1)).contains(filled.refused().toString(), "refused signature_mismatch", "evt_2");
        assertThat(lines.get(2))
                .contains(filled.accepted().toString(), "2025-03-01T12:00:00.000Z", "shop", "order.paid");
    }

    @Test
    void jsonIsOneObjectPerLineInTheWordsOfTheAdminApi() {
        CliRig.Run run = cli.run("events", "list", "--json", "--state", "dead", "--store", filled.store());

        assertThat(run.out().lines()).singleElement().satisfies(line -> {
            Doc event = Doc.parse(line);
            assertThat(event.text("id")).hasValue(filled.event());
            assertThat(event.text("state")).hasValue("dead");
            assertThat(event.text("provider_event_id")).hasValue("evt_1");
        });
    }

    @Test
    void filtersNarrowAndCursorsGoOn() {
        assertThat(ids("deliveries", "list", "--verdict", "refused", "--reason", "signature-mismatch"))
                .containsExactly(filled.refused().toString());
        assertThat(ids("deliveries", "list", "--since", "2025-03-01T12:00:30Z"))
                .containsExactly(filled.refused().toString());
        assertThat(ids("deliveries", "list", "--until", "2025-03-01T12:00:30Z"))
                .containsExactly(filled.accepted().toString());
        assertThat(ids("dispatches", "list", "--handler", "ship", "--event", filled.event()))
                .hasSize(1);

        CliRig.Run first = cli.run("deliveries", "list", "--json", "--limit", "1", "--store", filled.store());
        String cursor = first.err().replaceAll("(?s).*--cursor (\\S+) .*", "$1");
        assertThat(ids("deliveries", "list", "--limit", "1", "--cursor", cursor))
                .containsExactly(filled.accepted().toString());
        assertThat(ids("deliveries", "list", "--limit", "1", "--all")).hasSize(2);
    }

    @Test
    void aFilterThatDoesNotFitIsRefusedRatherThanPassedOver() {
        CliRig.Run run = cli.run("events", "list", "--verdict", "refused", "--store", filled.store());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--verdict does not filter events", "--endpoint", "--type", "--since");
        assertThat(cli.run("deliveries", "list", "--reason", "because I say so", "--store", filled.store())
                        .err())
                .contains("--reason", "signature_mismatch", "--why");
        assertThat(cli.run("deliveries", "list", "--since", "yesterday", "--store", filled.store())
                        .err())
                .contains("--since", "\"yesterday\" is no time", "2h");
    }

    @Test
    void aRefusedDeliveryIsShownWithItsDiagnosis() {
        CliRig.Run run = cli.run("deliveries", "show", filled.refused().toString(), "--store", filled.store());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("verdict    refused signature_mismatch")
                .contains("cause      retired-secret")
                .contains("confidence high")
                .contains("evidence   it fits the retired secret 1")
                .contains("fix        configure the new one")
                .contains("  Content-Type: application/json")
                .contains("body       27 bytes, JSON")
                .contains("    \"total\": 1.50");
    }

    @Test
    void anEventIsShownWithItsAttemptsOnATimeLineThatSteersNoTerminal() {
        CliRig.Run run = cli.run("events", "show", filled.event(), "--store", filled.store());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("state      dead", "to ship: dead after 2 attempts")
                .contains("ship #1 failed after 12 ms: connection refused")
                .contains("ship #2 failed after 12 ms: HTTP 500 \\u001b[31mboom")
                .doesNotContain("\u001b");
    }

    @Test
    void theBodyIsSavedByteForByte() throws Exception {
        Path body = directory.resolve("body");

        cli.run(
                "deliveries",
                "show",
                filled.accepted().toString(),
                "--save-body",
                body.toString(),
                "--store",
                filled.store());

        assertThat(Files.readString(body)).isEqualTo("{\"id\":\"evt_1\",\"total\":1.50}");
        assertThat(cli.run(
                                "deliveries",
                                "show",
                                filled.accepted().toString(),
                                "--save-body",
                                body.toString(),
                                "--store",
                                filled.store())
                        .exitCode())
                .as("a file that exists is kept")
                .isEqualTo(2);
    }

    @Test
    void whatIsNotThereAndWhatIsNoIdAreToldApart() {
        CliRig.Run missing = cli.run("events", "show", "evt_0000000000001", "--store", filled.store());
        CliRig.Run another = cli.run("events", "show", filled.accepted().toString(), "--store", filled.store());
        CliRig.Run none = cli.run("events", "show", "evt_1", "--store", filled.store());

        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.err()).contains("there is no event evt_0000000000001");
        assertThat(another.exitCode()).isEqualTo(2);
        assertThat(another.err()).contains("is the id of a delivery, not of an event");
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.err()).contains("\"evt_1\" is no id");
    }

    @Test
    void statsCountWhatIsOpen() {
        assertThat(cli.run("stats", "--store", filled.store()).out()).containsPattern("dispatches dead +1");
        assertThat(Doc.parse(cli.run("stats", "--json", "--store", filled.store())
                                .out())
                        .doc("dispatches")
                        .orElseThrow()
                        .number("dead"))
                .hasValue(1L);
    }

    @Test
    void aStoreThatIsHeldIsNamedWithTheWayOut() {
        try (InboxStore holder = SqliteStore.open(filled.file())) {
            CliRig.Run run = cli.run("stats", "--store", filled.store());

            assertThat(run.exitCode()).isEqualTo(3);
            assertThat(run.err()).contains("inbox.db", "While a gateway runs on it, ask that one");
            assertThat(holder.pendingWrites()).isZero();
        }
    }

    @Test
    void aStoreThatIsNotThereIsNotMade() {
        Path nowhere = directory.resolve("nowhere.db");

        CliRig.Run run = cli.run("stats", "--store", nowhere.toString());

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("there is no inbox at " + nowhere);
        assertThat(nowhere).doesNotExist();
    }

    @Test
    void twoWaysToAnInboxAreOneTooMany() {
        CliRig.Run run = cli.run("stats", "--store", filled.store(), "--url", "http://127.0.0.1:1");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("give one of them");
    }

    private List<String> ids(String... arguments) {
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 3);
        all[arguments.length] = "--json";
        all[arguments.length + 1] = "--store";
        all[arguments.length + 2] = filled.store();
        CliRig.Run run = cli.run(all);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run.out().lines().map(line -> Doc.parse(line).or("id", "")).toList();
    }
}
