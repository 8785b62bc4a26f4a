package io.hooklatch.gateway.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.gateway.Gateway;
import io.hooklatch.gateway.GatewayRig;
import io.hooklatch.gateway.Heard;
import io.hooklatch.gateway.cli.CliRig;
import io.hooklatch.gateway.cli.data.Doc;
import io.hooklatch.jdbc.SqliteStore;
import io.hooklatch.message.Action;
import io.hooklatch.message.Actor;
import io.hooklatch.store.NewOperation;
import io.hooklatch.store.OperableStore;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Operators act on a SQLite file that no gateway runs on; the gateway that starts next does what they made due. */
class DirectActionsTest {
    private static final String SETUP = """
            endpoints: { shop: { unverified: true } }
            destinations: { ship: { type: log } }
            routes: [ { endpoint: shop, to: ship } ]
            """;

    @TempDir
    Path directory;

    private final CliRig cli = new CliRig();
    private final Heard heard = new Heard();
    private StoreRig.Filled filled;
    private String[] store = {};
    private String[] config = {};

    @BeforeEach
    void fill() {
        filled = StoreRig.filled(directory);
        GatewayRig.config(directory, Map.of(), SETUP);
        store = new String[] {"--store", filled.store()};
        config = new String[] {"-c", directory.resolve("hooklatch.yaml").toString()};
    }

    @Test
    void aReplayedEventWaitsForTheGateway() throws Exception {
        CliRig.Run run = run(config, "replay " + filled.event() + " --why again");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("replay would take 1 event, and change 1", "queued for ship")
                .contains(" done: 1 of 1: 1 changed, 0 skipped, 0 failed");
        assertThat(dispatch().text("state")).hasValue("queued");
        assertThat(dispatch().text("attempts")).hasValue("2");
        try (Gateway gateway = Gateway.start(GatewayRig.config(directory, Map.of(), SETUP), heard)) {
            assertThat(heard.attempt()).isEqualTo("ship HANDLED");
            assertThat(gateway.inbox().reader().openDispatches()).isEmpty();
        }
    }

    @Test
    void whoDidItAndWhyIsInTheAudit() {
        run(store, "requeue --handler ship --error-text boom --why the_carrier_is_back");

        Doc audit = json(store, "audit list --json");
        assertThat(audit.doc("actor").orElseThrow().text("name")).hasValue(System.getProperty("user.name"));
        assertThat(audit.doc("actor").orElseThrow().text("origin")).hasValue("cli");
        assertThat(audit.text("reason")).hasValue("the_carrier_is_back");
        assertThat(audit.text("selection")).hasValue("dispatches?handler=ship&error=boom");
        assertThat(audit.number("changed")).hasValue(1L);
        assertThat(run(store, "audit show " + audit.or("id", "")).out()).contains("changed", "queued for ship");
    }

    @Test
    void whatNeedsNoConfigurationIsDoneOnTheStoreAlone() {
        assertThat(run(store, "pause handler ship --why carrier_down").out()).contains("paused handler ship by opr_");
        assertThat(run(store, "requeue --state dead --why again").exitCode()).isZero();
        assertThat(dispatch().text("state")).hasValue("paused");
        assertThat(run(store, "resume handler ship --why carrier_back").out()).contains("resumed handler ship");
        assertThat(dispatch().text("state")).hasValue("queued");
        assertThat(run(store, "ignore " + filled.event() + " --why test_data").exitCode())
                .isZero();
        assertThat(dispatch().text("state")).hasValue("ignored");
        assertThat(json(config, "endpoints show shop --json").doc("paused")).isEmpty();
        assertThat(run(store, "pause endpoint shop --why maintenance").exitCode())
                .isZero();
        assertThat(json(config, "endpoints show shop --json").doc("paused")).isPresent();
        assertThat(run(config, "endpoints list").out()).contains("paused");
        CliRig.Run again = run(store, "pause endpoint shop --why maintenance");
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.out()).contains("was already: paused endpoint shop");
    }

    @Test
    void aNameThatTheStoreNeverHeardOfIsNotPaused() {
        CliRig.Run misspelt = run(store, "pause handler shp --why w");
        CliRig.Run configured = run(config, "pause endpoint shp --why w");

        assertThat(misspelt.exitCode()).isEqualTo(1);
        assertThat(misspelt.err()).contains("\"shp\"", "is it spelt right?", "-c");
        assertThat(configured.exitCode()).isEqualTo(1);
        assertThat(configured.err()).contains("endpoint \"shp\" is not one of this inbox", "shop");
        assertThat(run(store, "audit list --json").out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "replay --everything --why w --yes",
                "replay --everything --preview",
                "replay dlv_0000000000001 --why w",
                "reverify --everything --why w --yes",
                "reverify --everything --preview"
            })
    void whatNeedsTheConfigurationSaysSoAndHow(String command) {
        CliRig.Run run = run(store, command);

        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains("the endpoints and handlers have to be known", "-c", "--store");
        assertThat(run(store, "audit list --json").out()).isEmpty();
    }

    @Test
    void refusedDeliveriesAreVerifiedAgainByTheConfiguration() {
        assertThat(run(config, "reverify --endpoint shop --preview").out())
                .contains("reverify would take 1 delivery, and change 1", "REFUSED (SIGNATURE_MISMATCH) -> UNVERIFIED");
        assertThat(run(config, "reverify " + filled.refused() + " --why configured --json")
                        .exitCode())
                .isZero();

        assertThat(json(store, "deliveries show " + filled.refused() + " --json")
                        .doc("promotion"))
                .isPresent();
        assertThat(run(store, "deliveries show " + filled.refused()).out())
                .containsPattern("promoted +20.* by opr_.*, as unverified, to evt_");
        assertThat(run(store, "events list --state queued --json").out().lines())
                .hasSize(1);
        assertThat(run(config, "reverify --endpoint shop --preview").out())
                .contains("would take 1 delivery, and change 0", "promoted");
    }

    @Test
    void aHandlerThatTheConfigurationDoesNotHaveIsRefused() {
        CliRig.Run run = run(config, "replay --everything --handler shp --why w --yes");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("handler \"shp\" is not one of this inbox; there are [ship]");
    }

    @Test
    void manyAtOnceAreConfirmedAndShowProgress() {
        assertThat(run(config, "reverify --everything --why again").exitCode()).isZero();

        CliRig.Run refused = run(store, "ignore --everything --why test_data");
        CliRig.Run done = run(store, "ignore --everything --why test_data --yes --rate 1000");

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("not confirmed");
        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(done.out()).contains("2 of 2: 2 changed");
        assertThat(done.err()).contains(" of 2");
    }

    @Test
    void whatACrashLeftIsCancelledAndNotGoneOnWith() throws Exception {
        String left;
        try (OperableStore open = SqliteStore.open(filled.file())) {
            left = StoreRig.done(open.begin(new NewOperation(
                            Action.IGNORE, new Actor("ann", "cli"), "left", "events?id=" + filled.event(), 0, 1, "0")))
                    .id()
                    .toString();
        }
        assertThat(run(store, "requeue --everything --why again").exitCode()).isZero();
        assertThat(json(store, "audit show " + left + " --json").text("state")).hasValue("running");

        CliRig.Run cancelled = run(store, "audit cancel " + left + " --why not_any_more");
        CliRig.Run again = run(store, "audit cancel " + left + " --why not_any_more");

        assertThat(cancelled.exitCode()).as(cancelled.err()).isZero();
        assertThat(cancelled.out()).contains("cancelled: 0 of 1");
        assertThat(json(store, "audit show " + left + " --json").or("detail", ""))
                .contains(System.getProperty("user.name"), "(cli)", "not_any_more");
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.err()).contains("has ended already");
        assertThat(run(store, "audit cancel opr_0000000000001 --why w").err())
                .contains("there is no operation opr_0000000000001");
        assertThat(dispatch().text("state")).hasValue("queued");
    }

    private Doc dispatch() {
        return json(store, "dispatches list --json --event " + filled.event());
    }

    private Doc json(String[] way, String command) {
        CliRig.Run run = run(way, command);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return Doc.parse(run.out().strip());
    }

    private CliRig.Run run(String[] way, String command) {
        return cli.run(
                Stream.concat(Stream.of(command.split(" ")), Stream.of(way)).toArray(String[]::new));
    }
}
