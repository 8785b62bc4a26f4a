package io.hooklatch.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hooklatch.jdbc.SqliteBackup;
import io.hooklatch.message.Actor;
import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.Pause;
import io.hooklatch.store.StoreOpenException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what docs/operations.md says, each section against a gateway that is in that very state. */
class OperationsPageTest {
    private static final String DAY = "--since 1d";

    @TempDir
    Path directory;

    @Test
    void everySectionWithCommandsIsOneThatIsTested() throws Exception {
        assertThat(OperationsPage.sections().keySet())
                .containsExactly(
                        "Before it is needed",
                        "Nothing arrives",
                        "Refused deliveries rise",
                        "A handler fails",
                        "The queue grows",
                        "The disk fills",
                        "The node died",
                        "The inbox is gone or damaged",
                        "A bad handler was deployed",
                        "To try a mended handler first");
    }

    @Test
    void beforeItIsNeeded() throws Exception {
        try (NightRig rig = new NightRig(directory, "Before it is needed").start()) {
            rig.pausedByBob(Pause.Kind.HANDLER, "shop", "the shop moves");
            Typist operator = rig.operator;

            assertThat(operator.types("stats"))
                    .contains("pending writes", "dispatches dead")
                    .doesNotContain("cannot");
            assertThat(operator.types("endpoints list")).contains("/webhooks/stripe", "stripe@");
            assertThat(operator.types("audit list " + DAY)).contains("bob", "the shop moves");
            operator.isDone();
        }
    }

    @Test
    void nothingArrives() throws Exception {
        try (NightRig rig = new NightRig(directory, "Nothing arrives").start()) {
            assertThat(rig.deliver("evt_1")).isEqualTo(200);
            rig.pausedByBob(Pause.Kind.ENDPOINT, "stripe", "maintenance");
            Typist operator = rig.operator;

            assertThat(operator.types("endpoints show stripe")).contains("receives   paused", "last       20");
            assertThat(operator.types("deliveries list --endpoint stripe " + DAY))
                    .contains("evt_1", "verified");
            assertThat(operator.types(1, "send stripe")).contains("answer  503");
            assertThat(operator.types("audit list --action pause")).contains("bob", "maintenance");
            assertThat(operator.types("resume endpoint stripe")).contains("resumed endpoint stripe");
            assertThat(operator.types("endpoints show stripe")).contains("receives   yes");
            assertThat(operator.types(1, "send stripe")).contains("answer  401");
            operator.isDone();
            assertThat(rig.deliver("evt_2")).isEqualTo(200);
        }
    }

    @Test
    void refusedDeliveriesRise() throws Exception {
        try (NightRig rig = new NightRig(directory, "Refused deliveries rise")
                .secret("'" + NightRig.SECRET + "'")
                .start()) {
            // The search has a limit in time, which a busy machine may need more often than once.
            Optional<DeliveryId> diagnosed = Optional.empty();
            int count = 0;
            for (; count < 3 || (count < 20 && diagnosed.isEmpty()); count++) {
                assertThat(rig.deliver("evt_" + count)).isEqualTo(401);
                Optional<DeliveryId> one = rig.awaitDiagnosis();
                diagnosed = one.isPresent() ? one : diagnosed;
            }
            Typist operator =
                    rig.operator.reads("$REFUSED", diagnosed.orElseThrow().toString());

            assertThat(operator.types("deliveries list --verdict refused"))
                    .contains("evt_0", "evt_2", "refused signature_mismatch");
            assertThat(operator.types("deliveries show")).contains("secret-padded", "evidence", "fix");
            rig.secret(NightRig.SECRET).configure();
            assertThat(operator.types("check")).contains("is valid");
            rig.start();
            assertThat(operator.types("reverify --endpoint stripe " + DAY + " --preview"))
                    .contains("would take " + count + " deliveries, and change " + count, "-> VERIFIED");
            assertThat(operator.types("reverify --endpoint stripe " + DAY + " --why"))
                    .contains(count + " changed, 0 skipped, 0 failed");
            assertThat(operator.types("events list --endpoint stripe")).contains("evt_0", "evt_1", "evt_2");
            assertThat(operator.types("reverify --endpoint stripe " + DAY + " --preview"))
                    .contains("would take " + count + " deliveries, and change 0");
            operator.isDone();
            rig.awaitEnds();
            assertThat(rig.shop.bodies).hasSize(count);
        }
    }

    @Test
    void aHandlerFails() throws Exception {
        try (NightRig rig = new NightRig(directory, "A handler fails").start()) {
            rig.shop.answers(body -> body.contains("evt_later") ? 429 : 500);
            rig.deliver("evt_hopeless");
            rig.deliver("evt_dead");
            rig.deliver("evt_later");
            rig.await(DispatchState.DEAD, 2);
            rig.await(DispatchState.RETRYING, 1);
            Typist operator = rig.operator;
            operator.reads("$DEAD", rig.event("evt_dead")).reads("$HOPELESS", rig.event("evt_hopeless"));

            assertThat(operator.types("dispatches list --state retrying")).contains("retrying", "429");
            assertThat(operator.types("dispatches list --state dead")).contains("dead", "500");
            assertThat(operator.types("events show")).contains("time line", "shop #1 failed", "shop #2 failed", "500");
            assertThat(operator.types("pause handler shop")).contains("paused handler shop");
            assertThat(operator.types("dispatches list --state paused")).contains("paused", "429");
            rig.shop.answers(body -> body.contains("evt_hopeless") ? 500 : 200);
            assertThat(operator.types("resume handler shop")).contains("resumed handler shop");
            assertThat(operator.types("requeue --handler shop --state retrying"))
                    .contains("1 changed");
            assertThat(operator.types("requeue --handler shop --state dead")).contains("2 changed");
            rig.awaitEnds();
            assertThat(operator.types("ignore")).contains("1 changed");
            assertThat(operator.types("dispatches list --state dead")).doesNotContain("dsp_");
            assertThat(operator.types("events show")).containsPattern("state +handled");
            operator.isDone();
        }
    }

    @Test
    void theQueueGrows() throws Exception {
        CountDownLatch answers = new CountDownLatch(1);
        try (NightRig rig =
                new NightRig(directory, "The queue grows").concurrency(1).start()) {
            rig.shop.answers(body -> slowly(answers));
            rig.pausedByBob(Pause.Kind.HANDLER, "ledger", "a release");
            for (int i = 1; i <= 20; i++) {
                rig.deliver("evt_" + i, "invoice.voided");
            }
            rig.awaitAny(DispatchState.RUNNING);
            Typist operator = rig.operator;

            assertThat(operator.types("stats"))
                    .containsPattern("dispatches queued +1[0-9]")
                    .containsPattern("dispatches running +[1-9]")
                    .containsPattern("dispatches paused +20");
            assertThat(operator.types("handlers list"))
                    .containsPattern("shop +http://127.0.0.1:[0-9]+ +stripe +1 +2 +yes")
                    .containsPattern("ledger +the log +stripe .*invoice.voided.* paused since 20");
            assertThat(operator.types("dispatches list --state queued"))
                    .contains("shop")
                    .doesNotContain("ledger");
            assertThat(operator.types("dispatches list --state running")).contains("shop");
            assertThat(operator.types("dispatches list --state paused"))
                    .contains("ledger")
                    .doesNotContain("shop");
            assertThat(operator.types("audit list --action pause")).contains("bob", "a release");
            assertThat(operator.types("resume handler ledger")).contains("resumed handler ledger");
            rig.concurrency(4).configure();
            assertThat(operator.types("check")).containsPattern("shop +http://127.0.0.1:[0-9]+ +2 +4");
            answers.countDown();
            rig.start().awaitEnds();
            assertThat(operator.types("stats"))
                    .containsPattern("dispatches queued +0")
                    .containsPattern("dispatches paused +0");
            operator.isDone();
        } finally {
            answers.countDown();
        }
    }

    @Test
    void theDiskFills() throws Exception {
        Leftovers.handledLastYear(directory.resolve("inbox.db"), 3);
        try (NightRig rig = new NightRig(directory, "The disk fills")
                .settings("store: {free_floor: 1048576GiB}\n")
                .start()) {
            assertThat(rig.deliver("evt_1")).isEqualTo(503);
            Typist operator = rig.operator;

            assertThat(operator.types("stats")).contains("cannot store", "less than the floor");
            rig.stop();
            rig.settings("retention: {handled: 30d}\n").configure();
            assertThat(operator.types("check")).contains("is valid");
            assertThat(operator.types("prune -c hooklatch.yaml --preview"))
                    .contains("would remove 3 deliveries", "3 events");
            assertThat(operator.types("prune -c hooklatch.yaml --why")).contains("removed 3 deliveries");
            rig.start();
            assertThat(operator.types("stats")).doesNotContain("cannot store");
            assertThat(operator.types("audit list --action prune")).contains("the disk is full");
            operator.isDone();
            assertThat(rig.deliver("evt_1")).isEqualTo(200);
        }
    }

    @Test
    void theNodeDied() throws Exception {
        String killer = Leftovers.ofADeadProcess(directory.resolve("inbox.db"));
        try (NightRig rig = new NightRig(directory, "The node died").start()) {
            rig.awaitEnds();
            assertThat(rig.shop.bodies).as("what was running is run again").containsExactly("{\"id\":\"evt_running\"}");
            Typist operator = rig.operator.reads("$KILLER", killer);

            assertThat(operator.types("verify")).contains("nothing is wrong");
            assertThat(operator.types("stats")).containsPattern("dispatches dead +1");
            assertThat(operator.types("dispatches list --state dead")).contains("not run: 3 of 3", killer);
            assertThat(operator.types("events show")).contains("shop #1 lost", "shop #3 lost", "shop #4 failed");
            assertThat(operator.types("requeue --state dead")).contains("1 changed");
            rig.awaitEnds();
            assertThat(operator.types("events show"))
                    .containsPattern("state +handled")
                    .contains("shop #5 succeeded");
            operator.isDone();
        }
    }

    @Test
    void theInboxIsGoneOrDamaged() throws Exception {
        Path inbox = directory.resolve("inbox.db");
        Path backup = directory.resolve("backup.db");
        try (NightRig rig = new NightRig(directory, "The inbox is gone or damaged").start()) {
            rig.deliver("evt_1");
            rig.awaitEnds();
            rig.pausedByBob(Pause.Kind.HANDLER, "ledger", "a release");
            SqliteBackup.take(inbox, backup, new Actor("bob", "cli"), "nightly");
            rig.deliver("evt_2");
            rig.awaitEnds();
            rig.stop();
            Files.move(inbox, Path.of(inbox + ".before-restore"));
            assertThatThrownBy(rig::start)
                    .isInstanceOf(StoreOpenException.class)
                    .hasMessageContaining("a restore to it was cut off");
            Typist operator = rig.operator.reads("$BACKUP", backup.toString());

            assertThat(operator.types(3, "verify")).contains("a restore to it was cut off", "hooklatch restore");
            assertThat(operator.types("verify --store")).contains("nothing is wrong");
            assertThat(operator.types("restore"))
                    .contains("is the inbox of " + backup, "moved aside: ", "handler ledger is paused");
            assertThat(operator.types("verify")).contains("nothing is wrong");
            rig.start();
            assertThat(operator.types("audit list --action restore")).contains("the disk broke");
            assertThat(operator.types("resume handler ledger")).contains("resumed handler ledger");
            assertThat(operator.types("stats")).containsPattern("dispatches paused +0");
            operator.isDone();
            assertThat(rig.deliver("evt_1")).as("its key is known").isEqualTo(200);
            rig.awaitEnds();
            assertThat(rig.shop.bodies).as("evt_1 once").hasSize(2);
        }
    }

    @Test
    void aBadHandlerWasDeployed() throws Exception {
        try (NightRig rig = new NightRig(directory, "A bad handler was deployed").start()) {
            rig.deliver("evt_1");
            rig.deliver("evt_2");
            rig.awaitEnds();
            Typist operator = rig.operator;

            assertThat(operator.types("pause handler shop")).contains("paused handler shop");
            rig.deliver("evt_3");
            assertThat(operator.types("dispatches list --state paused")).containsOnlyOnce("dsp_");
            assertThat(operator.types("replay --state handled --endpoint stripe --since 2h --handler shop --preview"))
                    .contains("would take 2 events, and change 2");
            assertThat(operator.types("replay --state handled --endpoint stripe --since 2h --handler shop --why"))
                    .contains("done: 2 of 2: 2 changed");
            assertThat(operator.types("resume handler shop")).contains("resumed handler shop");
            rig.awaitEnds();
            operator.reads("$OPERATION", operator.newest("audit", "list", "--action", "replay"));
            assertThat(operator.types("audit list --action replay")).contains("replay", "version 7 wrote wrong totals");
            assertThat(operator.types("audit show"))
                    .contains("result     2 of 2: 2 changed", rig.event("evt_1"), rig.event("evt_2"));
            assertThat(operator.types("dispatches list --state paused")).doesNotContain("dsp_");
            assertThat(operator.types("events list --state handled")).contains("evt_1", "evt_2", "evt_3");
            operator.isDone();
            assertThat(rig.shop.bodies).as("two of them twice").hasSize(5);
        }
    }

    @Test
    void toTryAMendedHandlerFirst() throws Exception {
        try (NightRig rig = new NightRig(directory, "To try a mended handler first").start();
                Shop mine = new Shop()) {
            rig.deliver("evt_1");
            rig.awaitEnds();
            Typist operator = rig.operator.reads("http://localhost:3000", mine.url());

            operator.types(
                    "tail",
                    "--max",
                    "1",
                    "--position",
                    directory.resolve("position").toString());
            operator.isDone();
            assertThat(mine.bodies).containsExactlyElementsOf(rig.shop.bodies);
            assertThat(mine.signatures).singleElement().asString().startsWith("t=");
        }
    }

    private static int slowly(CountDownLatch answers) {
        try {
            answers.await();
            return 200;
        } catch (InterruptedException e) {
            return 500;
        }
    }
}
