package io.hooklatch.gateway.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.gateway.cli.Main;
import io.hooklatch.jdbc.SqliteStore;
import io.hooklatch.store.InboxStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One gateway started by its command and its configuration, its sender, its target, and what the sender saw. */
final class GatewayRun implements AutoCloseable {
    private static final Pattern OPEN =
            Pattern.compile("(?m)^hooklatch_dispatches\\{state=\"(queued|running|retrying)\"} (\\S+)$");
    private static final int ROUNDS = 240;

    private final Path directory;
    private final Kept kept;
    private final CrashTarget target = CrashTarget.start();
    private final Ledger ledger = new Ledger();
    private final Load load = new Load(ledger, "evt_gw");

    /** Where the inbox is kept, and how it is looked at when no gateway runs. */
    interface Kept {
        /** The settings of the gateway that lead there, in whole lines. */
        String settings();

        InboxStore open() throws Exception;

        /** Fails when what keeps it is damaged. */
        void check() throws Exception;
    }

    /** Kept in a file of this directory. */
    GatewayRun(Path directory) throws IOException {
        this(directory, new InFile(directory.resolve("inbox.db")));
    }

    GatewayRun(Path directory, Kept kept) throws IOException {
        this.directory = directory;
        this.kept = kept;
        Files.writeString(
                directory.resolve("hooklatch.yaml"),
                kept.settings() + """
                listen: 127.0.0.1:0
                admin: 127.0.0.1:0
                shutdown_within: 20s
                endpoints:
                  stripe: { provider: stripe, secrets: ["%s"] }
                  standard-webhooks: { provider: standard-webhooks, secrets: ["%s"] }
                destinations:
                  target:
                    type: http
                    url: http://127.0.0.1:%d/events
                    allow_private: true
                    retry: { attempts: 1000, base: 5ms, cap: 100ms }
                routes:
                  - { endpoint: [stripe, standard-webhooks], to: target }
                """.formatted(Sender.STRIPE_SECRET, Sender.STANDARD_SECRET, target.port()));
    }

    Ledger ledger() {
        return ledger;
    }

    Load load() {
        return load;
    }

    Child start() {
        return Child.start(Main.class, directory, List.of(), List.of("serve", "-c", "hooklatch.yaml"));
    }

    static int port(Child child) {
        return Integer.parseInt(child.await("^receiving on .*:(\\d+)$").group(1));
    }

    /** Sends again what is not acknowledged, waits until all is handed on or parked, stops the child, and compares. */
    Audit finish() throws Exception {
        try (Child child = start()) {
            load.settleAll(port(child));
            int admin = Integer.parseInt(
                    child.await("^administration http://.*:(\\d+) ").group(1));
            awaitEnds(admin);
            child.terminate();
            assertThat(child.exitCode()).as(child.output()).isZero();
        }
        return audit();
    }

    private void awaitEnds(int admin) throws Exception {
        Set<String> ids = ledger.ids();
        for (int round = 0; !target.hasTaken(ids) && open(admin) != 0; round++) {
            assertThat(round).as("rounds until every event has come to an end").isLessThan(ROUNDS);
            boolean unused = new CountDownLatch(1).await(250, TimeUnit.MILLISECONDS);
        }
    }

    /** How many dispatches have not come to an end, by the metrics, which may be some seconds old. */
    private static double open(int admin) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + admin + "/metrics"))
                .build();
        String metrics = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
        Matcher states = OPEN.matcher(metrics);
        double open = 0;
        int seen = 0;
        for (; states.find(); seen++) {
            open += Double.parseDouble(states.group(2));
        }
        assertThat(seen).as(metrics).isEqualTo(3);
        return open;
    }

    private Audit audit() throws Exception {
        Audit audit;
        try (InboxStore store = kept.open()) {
            audit = new Audit(ledger, Stored.read(store.reader()));
        }
        kept.check();
        audit.receipts();
        audit.dispatches(Set.of("target"));
        audit.atLeast(1, "target", target.calls());
        audit.took("target", target.taken());
        return audit;
    }

    private record InFile(Path file) implements Kept {
        @Override
        public String settings() {
            return "store: { sqlite: " + file.getFileName() + " }\n";
        }

        @Override
        public InboxStore open() {
            return SqliteStore.open(file);
        }

        @Override
        public void check() throws SQLException {
            assertThat(Effects.integrity(file)).isEqualTo("ok");
        }
    }

    @Override
    public void close() {
        load.close();
        target.close();
    }
}
