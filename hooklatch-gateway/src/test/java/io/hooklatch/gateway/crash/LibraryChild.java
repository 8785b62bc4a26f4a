package io.hooklatch.gateway.crash;

import static io.hooklatch.work.Selector.onEvery;

import io.hooklatch.Hooklatch;
import io.hooklatch.gateway.ingress.Ingress;
import io.hooklatch.gateway.ingress.IngressLimits;
import io.hooklatch.jdbc.SqliteStore;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.Event;
import io.hooklatch.receive.Endpoint;
import io.hooklatch.work.GiveUpException;
import io.hooklatch.work.HandlerPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * An application with an inbox in it, to be killed: says {@code ready PORT}, then works. A line on its standard input asks
 * it to say {@code settled} once every dispatch has come to an end. Four handlers take every event: one writes to a table
 * of its own in the inbox's database by the inbox's transaction, one to a file, one to another file and fails when it does
 * so for the first time, and one gives up.
 */
final class LibraryChild {
    static final String DATABASE = "inbox.db";
    static final String TRANSACTIONAL = "effects";
    static final String PLAIN = "outside";
    static final String FAILS_ONCE = "fails-once";
    static final String GIVES_UP = "gives-up";
    static final Set<String> HANDLERS = Set.of(TRANSACTIONAL, PLAIN, FAILS_ONCE, GIVES_UP);

    private static final HandlerPolicy POLICY =
            HandlerPolicy.defaults().attempts(1000).backoff(Duration.ofMillis(1), Duration.ofMillis(20));

    private LibraryChild() {}

    /** Arguments: directory, failpoint, at which time. */
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        Failpoint failpoint = new Failpoint(Failpoint.Point.valueOf(arguments[1]), Integer.parseInt(arguments[2]));
        Path database = directory.resolve(DATABASE);
        SqliteStore store = SqliteStore.open(database);
        createTable(database);
        FileChannel outside = journal(directory.resolve(PLAIN));
        FileChannel failsOnce = journal(directory.resolve(FAILS_ONCE));
        Hooklatch inbox = Hooklatch.builder()
                .store(new FailingStore(store, failpoint))
                .endpoint(Endpoint.named(Sender.STRIPE)
                        .path(Sender.path(Sender.STRIPE))
                        .provider(Sender.STRIPE)
                        .secrets(Sender.STRIPE_SECRET))
                .endpoint(Endpoint.named(Sender.STANDARD)
                        .path(Sender.path(Sender.STANDARD))
                        .provider(Sender.STANDARD)
                        .secrets(Sender.STANDARD_SECRET))
                .transactionalHandler(TRANSACTIONAL, onEvery(), POLICY, LibraryChild::effect)
                .handler(PLAIN, onEvery(), POLICY, event -> {
                    write(outside, event);
                    failpoint.reach(Failpoint.Point.IN_HANDLER);
                })
                .handler(FAILS_ONCE, onEvery(), POLICY, event -> {
                    write(failsOnce, event);
                    if (event.attempt() == 1) {
                        throw new IOException("fails at the first attempt");
                    }
                })
                .handler(GIVES_UP, onEvery(), POLICY, event -> {
                    throw new GiveUpException("as it always does");
                })
                .start();
        Ingress ingress = Ingress.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                IngressLimits.defaults(),
                new ChildInbox(inbox));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            ingress.close();
            inbox.close();
            System.out.println("closed");
        }));
        System.out.println("ready " + ingress.port());
        if (System.in.read() >= 0) {
            sayWhenSettled(inbox);
        }
        Thread.currentThread().join();
    }

    private static void createTable(Path database) throws SQLException {
        try (Connection own = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = own.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 10000");
            statement.execute("CREATE TABLE IF NOT EXISTS effects (event INTEGER, name TEXT)");
        }
    }

    private static FileChannel journal(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    private static void effect(Event event, Connection connection) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO effects (event, name) VALUES (?, ?)")) {
            insert.setLong(1, event.id().value());
            insert.setString(2, event.names().eventId().orElseThrow());
            insert.executeUpdate();
        }
    }

    /** One line, written whole or not at all as far as a killed process is concerned. */
    private static void write(FileChannel journal, Event event) throws IOException {
        String line = event.names().eventId().orElseThrow() + "\n";
        journal.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
    }

    private static void sayWhenSettled(Hooklatch inbox) {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        var unused = timer.scheduleWithFixedDelay(
                () -> {
                    if (inbox.reader().openDispatches().keySet().stream().allMatch(DispatchState::settled)) {
                        System.out.println("settled");
                        timer.shutdown();
                    }
                },
                0,
                20,
                TimeUnit.MILLISECONDS);
    }
}
