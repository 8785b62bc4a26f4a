package io.hooklatch.gateway.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.gateway.cli.CliRig;
import io.hooklatch.gateway.cli.access.Listing;
import io.hooklatch.gateway.cli.data.Doc;
import io.hooklatch.message.Action;
import io.hooklatch.operate.Order;
import io.hooklatch.operate.Selection;
import io.hooklatch.store.DeliveryQuery;
import io.hooklatch.store.DispatchQuery;
import io.hooklatch.store.EventQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BulkCommandTest {
    private static final String OPERATION = "opr_0r3k8m2x4c004";
    private static final String RUNNING = operation("running", 0, 0);

    private FakeApi api;
    private final CliRig cli = new CliRig();

    @BeforeEach
    void start() throws IOException {
        api = new FakeApi()
                .on("POST /operations/preview", preview(3))
                .on("POST /operations", RUNNING)
                .on("GET /operations/" + OPERATION, operation("done", 3, 0))
                .on("GET /operations/" + OPERATION + "/items", "{\"items\":[]}");
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void thePreviewIsShownAndTheOperationIsFollowedToItsEnd() {
        CliRig.Run run = run("replay", "--state", "dead", "--why", "the shop is back", "--rate", "50", "--yes");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains(
                        "replay would take 3 events, and change 2",
                        "queued for ship",
                        "oldest  2026-03-01T12:00:00.000Z",
                        "evt_0r3k8m2x4c001")
                .contains("... and 2 more")
                .contains("operation " + OPERATION + " done: 3 of 3: 3 changed, 0 skipped, 0 failed");
        assertThat(api.asked.get(0))
                .isEqualTo(
                        "POST /operations/preview {\"action\":\"replay\",\"selection\":{\"events\":{\"state\":\"dead\"}}}");
        assertThat(api.asked.get(1))
                .startsWith("POST /operations {\"action\":\"replay\"")
                .contains("\"rate_per_second\":50", "\"reason\":\"the shop is back\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "replay evt_0r3k8m2x4c001 | \"action\":\"replay\",\"selection\":{\"ids\":[\"evt_0r3k8m2x4c001\"]}",
                "replay dlv_0r3k8m2x4c001 --handler ship | \"action\":\"replay_delivery\",\"selection\":{\"ids\":[\"dlv_0r3k8m2x4c001\"]},\"handler\":\"ship\"",
                "replay --endpoint shop --handler ship | \"selection\":{\"events\":{\"endpoint\":\"shop\"}},\"handler\":\"ship\"",
                "replay --handler ship | \"action\":\"replay\",\"selection\":{\"dispatches\":{\"handler\":\"ship\"}}}",
                "replay --error-text timeout | \"action\":\"replay\",\"selection\":{\"dispatches\":{\"error\":\"timeout\"}}}",
                "replay --error-text x --handler ship | \"selection\":{\"dispatches\":{\"error\":\"x\",\"handler\":\"ship\"}}}",
                "replay dsp_0r3k8m2x4c002 | \"action\":\"replay\",\"selection\":{\"ids\":[\"dsp_0r3k8m2x4c002\"]}}",
                "reverify --endpoint shop | \"deliveries\":{\"endpoint\":\"shop\",\"verdict\":\"refused\"}",
                "reverify --verdict unverified | \"deliveries\":{\"verdict\":\"unverified\"}",
                "requeue --handler ship | \"action\":\"requeue\",\"selection\":{\"dispatches\":{\"handler\":\"ship\"}}",
                "requeue --type order.paid | \"selection\":{\"events\":{\"event_type\":\"order.paid\"}}",
                "ignore --error-text timeout | \"selection\":{\"dispatches\":{\"error\":\"timeout\"}}",
                "ignore --everything | \"selection\":{\"events\":{}}",
            })
    void whatIsTypedIsWhatIsSelected(String command, String order) {
        String[] words = (command + " --preview").split(" ");

        assertThat(run(words).exitCode()).isZero();
        assertThat(api.asked).singleElement().asString().contains(order);
    }

    @ParameterizedTest
    @EnumSource(Deed.class)
    void everyFilterThatTheApiHasForItIsTaken(Deed deed) {
        for (Listing what : List.of(Listing.DELIVERIES, Listing.EVENTS, Listing.DISPATCHES)) {
            if (!mayTake(deed, what)) {
                continue;
            }
            for (String filter : what.filters()) {
                CliRig.Run run = run(deed.word(), FilterOptions.option(filter), value(filter), "--preview");
                assertThat(run.exitCode()).as(filter + ": " + run.err()).isZero();
                assertThat(api.asked.get(api.asked.size() - 1)).contains("\"" + filter + "\":");
            }
        }
    }

    /** Whether the API does this to those. */
    private static boolean mayTake(Deed deed, Listing what) {
        Action action = Action.valueOf(deed.action(what).toUpperCase(Locale.ROOT));
        Selection selection = switch (what) {
            case DELIVERIES -> new Selection.Deliveries(DeliveryQuery.all());
            case EVENTS -> new Selection.Events(EventQuery.all());
            default -> new Selection.Dispatches(DispatchQuery.all());
        };
        try {
            Order.requireFit(action, selection);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String value(String filter) {
        return switch (filter) {
            case "state" -> "dead";
            case "verdict" -> "refused";
            case "reason" -> "signature_mismatch";
            case "event_id" -> "evt_0r3k8m2x4c001";
            case "from", "until" -> "2026-03-01";
            default -> "x";
        };
    }

    @Test
    void withoutATerminalAndWithoutYesManyItemsAreRefused() {
        CliRig.Run run = run("ignore", "--state", "dead", "--why", "test data");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("not confirmed", "--yes", "nothing was changed");
        assertThat(api.asked).as("only the preview").hasSize(1);
    }

    @Test
    void oneItemNeedsNoConfirmation() {
        api.on("POST /operations/preview", preview(1));

        assertThat(run("requeue", "dsp_0r3k8m2x4c002", "--why", "once more").exitCode())
                .isZero();
    }

    @Test
    void onATerminalOnlyYesIsAYes() {
        assertThat(answered("y").exitCode()).isEqualTo(2);
        assertThat(api.asked).hasSize(1);
        assertThat(answered(" Yes ").exitCode()).isZero();
    }

    @Test
    void whatChangesSomethingNeedsAWhy() {
        CliRig.Run run = run("replay", "--state", "dead", "--yes");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--why is missing");
        assertThat(api.asked).isEmpty();
    }

    @Test
    void nothingSelectedIsNotEverything() {
        assertThat(run("replay", "--why", "x", "--yes").err()).contains("ids, or filters, or --everything");
        assertThat(run("replay", "--everything", "--state", "dead", "--why", "x")
                        .err())
                .contains("only one of the three");
        assertThat(run("requeue", "dlv_0r3k8m2x4c002", "--why", "x").err())
                .contains("requeue takes ids of dispatches or events");
        assertThat(run("ignore", "evt_0r3k8m2x4c001", "dsp_0r3k8m2x4c002", "--why", "x")
                        .err())
                .contains("different kinds");
        assertThat(api.asked).isEmpty();
    }

    @Test
    void failedItemsAreListedAndEndWithOne() {
        api.on("GET /operations/" + OPERATION, operation("done", 1, 2))
                .on(
                        "GET /operations/" + OPERATION + "/items",
                        "{\"items\":[{\"subject_id\":\"evt_0r3k8m2x4c001\",\"outcome\":\"failed\","
                                + "\"detail\":\"no \\u001b[2J handler\"}]}");

        CliRig.Run run = run("replay", "--state", "dead", "--why", "again", "--yes");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("failed", "no \\u001b[2J handler", "audit show")
                .doesNotContain("\u001b");
    }

    @Test
    void jsonIsTheOperationAlone() {
        CliRig.Run run = run("replay", "--state", "dead", "--why", "again", "--yes", "--json");

        assertThat(Doc.parse(run.out()).text("state")).hasValue("done");
    }

    @Test
    void jsonIsThePreviewWhereNothingFits() {
        api.on("POST /operations/preview", preview(0));

        for (Deed deed : Deed.values()) {
            CliRig.Run run = run(deed.word(), "--endpoint", "shop", "--why", "again", "--yes", "--json");
            assertThat(run.exitCode()).isZero();
            assertThat(Doc.parse(run.out()).number("count")).hasValue(0L);
        }
    }

    @Test
    void detachedItDoesNotWaitAndSaysHowToGoOn() {
        CliRig.Run run = run("replay", "--state", "dead", "--why", "again", "--yes", "--detach");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("audit watch " + OPERATION, "audit cancel " + OPERATION);
        assertThat(api.asked).hasSize(2);
    }

    @Test
    void anOperationIsWatchedAndCancelled() {
        api.on("POST /operations/" + OPERATION + "/cancel", operation("cancelled", 1, 0));

        assertThat(run("audit", "watch", OPERATION).exitCode()).isZero();
        assertThat(run("audit", "cancel", OPERATION, "--why", "too many").out()).contains("cancelled: 1 of 3");
        assertThat(api.asked).contains("POST /operations/" + OPERATION + "/cancel {\"reason\":\"too many\"}");
        assertThat(run("audit", "cancel", OPERATION).err()).contains("--why is missing");
        assertThat(run("audit", "show", OPERATION).out())
                .contains("by         alice (api 127.0.0.1)", "why        the shop");
    }

    @Test
    void pausingNamesWhatAndWhy() {
        api.on("POST /handlers/ship/pause", operation("done", 1, 0));

        assertThat(run("pause", "handler", "ship", "--why", "a bad deployment").exitCode())
                .isZero();
        assertThat(api.asked).containsExactly("POST /handlers/ship/pause {\"reason\":\"a bad deployment\"}");
        assertThat(run("pause", "shop", "x", "--why", "x").err()).contains("pause endpoint NAME");
        assertThat(run("resume", "handler", "nobody", "--why", "x").exitCode()).isEqualTo(1);
    }

    @Test
    void theKeyComesFromTheEnvironmentOrAFileAndIsNeverShown(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("key"), "hlk_file_canary\n");
        api.refuses("GET /stats", 401, "{\"detail\":\"unknown key\"}");

        cli.with("HOOKLATCH_KEY", "hlk_environment_canary");
        CliRig.Run environment = run("stats");
        CliRig.Run named = run("stats", "--key", file.toString(), "--verbose");
        CliRig.Run literal = run("stats", "--key", "hlk_literal_canary");

        assertThat(api.keys).containsExactly("Bearer hlk_environment_canary", "Bearer hlk_file_canary");
        assertThat(environment.exitCode()).isEqualTo(2);
        assertThat(environment.err()).contains("unknown key", "HOOKLATCH_KEY");
        assertThat(environment.err() + named.err() + literal.out()).doesNotContain("canary");
        assertThat(literal.err()).contains("--key names the file");
    }

    @Test
    void whoeverAnswersWithSomethingElseIsNoAdminPort() {
        api.on("GET /stats", "<html>");

        CliRig.Run run = run("stats");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("is that an admin port?");
    }

    private CliRig.Run answered(String answer) {
        return new CliRig()
                .answering(answer)
                .with("HOOKLATCH_URL", api.url())
                .run("replay", "--state", "dead", "--why", "the shop is back");
    }

    private CliRig.Run run(String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--url";
        all[arguments.length + 1] = api.url();
        return cli.run(all);
    }

    private static String preview(int count) {
        return "{\"action\":\"replay\",\"count\":" + count
                + ",\"changes\":2,\"oldest_at\":\"2026-03-01T12:00:00.000Z\","
                + "\"newest_at\":\"2026-03-01T13:00:00.000Z\",\"sample\":[{\"subject_id\":\"evt_0r3k8m2x4c001\","
                + "\"changes\":true,\"detail\":\"queued for ship\"}]}";
    }

    private static String operation(String state, int changed, int failed) {
        return "{\"id\":\"" + OPERATION + "\",\"action\":\"replay\",\"actor\":{\"name\":\"alice\",\"origin\":\"api"
                + " 127.0.0.1\"},\"reason\":\"the shop is back\",\"selection\":\"events\",\"started_at\":"
                + "\"2026-03-01T12:00:00.000Z\",\"state\":\"" + state + "\",\"total\":3,\"done\":"
                + (changed + failed) + ",\"changed\":" + changed + ",\"skipped\":0,\"failed\":" + failed + "}";
    }
}
