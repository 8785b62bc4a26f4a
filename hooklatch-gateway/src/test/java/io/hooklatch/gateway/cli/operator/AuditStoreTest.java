package io.hooklatch.gateway.cli.operator;

import static io.hooklatch.gateway.cli.operator.StoreRig.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.gateway.cli.CliRig;
import io.hooklatch.gateway.cli.data.Doc;
import io.hooklatch.jdbc.SqliteStore;
import io.hooklatch.message.Action;
import io.hooklatch.message.Actor;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.OperationState;
import io.hooklatch.store.Change;
import io.hooklatch.store.DispatchQuery;
import io.hooklatch.store.NewOperation;
import io.hooklatch.store.OperableStore;
import io.hooklatch.store.Step;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The audit of a SQLite file that no gateway runs on. */
class AuditStoreTest {
    @TempDir
    Path directory;

    private final CliRig cli = new CliRig();
    private StoreRig.Filled filled;
    private String dispatch = "";
    private String requeued = "";
    private String pruned = "";

    @BeforeEach
    void fill() {
        filled = StoreRig.filled(directory);
        try (OperableStore store = SqliteStore.open(filled.file())) {
            DispatchId dead = store.reader()
                    .dispatches(DispatchQuery.all().handler("ship"))
                    .items()
                    .get(0)
                    .id();
            dispatch = dead.toString();
            var requeue = done(store.begin(new NewOperation(
                    Action.REQUEUE,
                    new Actor("ann", "api 127.0.0.1"),
                    "the warehouse is back",
                    "dead ones",
                    7,
                    2,
                    "")));
            done(store.apply(
                    requeue.id(), new Step(List.of(new Change.Requeue(dead), new Change.Requeue(dead)), "", "2")));
            done(store.end(requeue.id(), OperationState.DONE, ""));
            var prune = done(store.begin(
                    new NewOperation(Action.PRUNE, new Actor("bob", "cli"), "the disk is full", "", 0, 0, "")));
            done(store.end(prune.id(), OperationState.FAILED, "the disk is still full"));
            requeued = requeue.id().toString();
            pruned = prune.id().toString();
        }
    }

    @Test
    void whatOperatorsDidIsListedNewestFirst() throws Exception {
        assertThat(ids()).containsExactly(pruned, requeued);
        assertThat(ids("--action", "requeue")).containsExactly(requeued);
        assertThat(ids("--state", "failed")).containsExactly(pruned);
        assertThat(ids("--actor", "ann", "--since", "1h")).containsExactly(requeued);
        assertThat(ids("--actor", "nobody")).isEmpty();
        assertThat(ids("--limit", "1", "--all")).containsExactly(pruned, requeued);

        String config = Files.writeString(
                        directory.resolve("hooklatch.yaml"), "endpoints: {shop: {unverified: true}}\n")
                .toString();
        assertThat(cli.run("audit", "list", "-c", config).out())
                .contains("OPERATION", requeued, "the warehouse is back", "ann", pruned, "failed", "bob");
    }

    @Test
    void anOperationIsShownWithWhatBecameOfEachItem() {
        CliRig.Run run = cli.run("audit", "show", requeued, "--store", filled.store());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("ann (api 127.0.0.1)", "the warehouse is back", "dead ones", "7 per second")
                .contains("2 of 2: 1 changed, 1 skipped, 0 failed")
                .containsPattern(dispatch + " +skipped")
                .containsPattern(dispatch + " +changed");
        Doc failed = Doc.parse(cli.run("audit", "show", pruned, "--json", "--store", filled.store())
                .out());
        assertThat(failed.text("state")).hasValue("failed");
        assertThat(failed.text("detail")).hasValue("the disk is still full");
        assertThat(failed.text("ended_at")).isPresent();
        assertThat(failed.text("rate_per_second")).isEmpty();
    }

    @Test
    void whatIsNotInTheAuditAndWhatIsNoFilterOfItIsSaid() {
        CliRig.Run missing = cli.run("audit", "show", "opr_0000000000001", "--store", filled.store());
        CliRig.Run state = cli.run("audit", "list", "--state", "dead", "--store", filled.store());
        CliRig.Run action = cli.run("audit", "list", "--action", "repeat", "--store", filled.store());

        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.err()).contains("there is no operation opr_0000000000001");
        assertThat(state.exitCode()).isEqualTo(2);
        assertThat(state.err()).contains("--state", "running, done, cancelled, failed");
        assertThat(action.exitCode()).isEqualTo(2);
        assertThat(action.err()).contains("--action", "replay_delivery");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ignore --everything --why w --yes --detach", "audit watch opr_0000000000001", "tail"})
    void whatNeedsSomebodyAtWorkIsRefusedWithTheWayToIt(String command) {
        String[] all = Stream.concat(Stream.of(command.split(" ")), Stream.of("--store", filled.store()))
                .toArray(String[]::new);
        CliRig.Run run = cli.run(all);

        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains("needs a running gateway", "--url");
        assertThat(ids()).as("nothing was done").hasSize(2);
    }

    private List<String> ids(String... filters) {
        String[] all = Stream.concat(
                        Stream.of("audit", "list", "--json", "--store", filled.store()), Stream.of(filters))
                .toArray(String[]::new);
        CliRig.Run run = cli.run(all);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run.out().lines().map(line -> Doc.parse(line).or("id", "")).toList();
    }
}
