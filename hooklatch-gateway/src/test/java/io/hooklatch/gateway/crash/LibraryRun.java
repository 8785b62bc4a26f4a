package io.hooklatch.gateway.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.jdbc.SqliteStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One inbox in a {@link LibraryChild}, its sender, and what the sender saw. */
final class LibraryRun implements AutoCloseable {
    private final Path directory;
    private final Ledger ledger = new Ledger();
    private final Load load = new Load(ledger, "evt_lib");

    LibraryRun(Path directory) {
        this.directory = directory;
    }

    Ledger ledger() {
        return ledger;
    }

    Load load() {
        return load;
    }

    Child start() {
        return start(Failpoint.Point.NEVER, 1);
    }

    private Child start(Failpoint.Point point, int nth) {
        return Child.start(
                LibraryChild.class,
                directory,
                List.of(),
                List.of(directory.toString(), point.name(), Integer.toString(nth)));
    }

    static int port(Child child) {
        return Integer.parseInt(child.await("^ready (\\d+)").group(1));
    }

    /** Lets a child take so many new ids until it dies, which it has to, at the failpoint. */
    void dieAt(Failpoint.Point point, int nth, int ids) throws Exception {
        try (Child child = start(point, nth)) {
            // What an earlier death left behind may bring it to the failpoint before it is ready.
            Optional<Integer> port = child.hears("^ready (\\d+)")
                    .thenApply(ready -> Optional.of(Integer.parseInt(ready.group(1))))
                    .exceptionally(ended -> Optional.empty())
                    .get(60, TimeUnit.SECONDS);
            port.ifPresent(listening -> load.settle(listening, load.fresh(ids)));
            assertThat(child.exitCode())
                    .as("dies at %s, time %d:%n%s", point, nth, child.output())
                    .isEqualTo(Failpoint.EXIT_CODE);
        }
    }

    /** Kills a child that has got half of the body of each of these ids, while it takes others. */
    void dieWhileReading(List<String> ids) throws Exception {
        List<HalfSent> halves = new ArrayList<>();
        try (Child child = start()) {
            int port = port(child);
            Load.Running others = load.start(port, 50);
            for (String id : ids) {
                ledger.sending(id);
                halves.add(new HalfSent(port, new Sender().request(id)));
            }
            assertThat(others.awaitAnswers()).as("answers:%n%s", child.output()).isTrue();
            child.kill();
            others.end();
            assertThat(halves).allMatch(HalfSent::unanswered);
        } finally {
            for (HalfSent half : halves) {
                half.close();
            }
        }
    }

    /** What the inbox holds; only while no child has it. */
    Stored stored() {
        try (SqliteStore store = SqliteStore.open(directory.resolve(LibraryChild.DATABASE))) {
            return Stored.read(store.reader());
        }
    }

    /** Sends again what is not acknowledged, waits until all is done, stops the child, and compares. */
    Audit finish() throws Exception {
        try (Child child = start()) {
            load.settleAll(port(child));
            child.say("drain");
            child.await("^settled");
            child.terminate();
            child.await("^closed");
        }
        return LibraryAudit.of(directory, ledger);
    }

    @Override
    public void close() {
        load.close();
    }
}
