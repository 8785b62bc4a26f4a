package io.hooklatch.jdbc;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.Action;
import io.hooklatch.message.Actor;
import io.hooklatch.message.Operation;
import io.hooklatch.message.Pause;
import io.hooklatch.store.Change;
import io.hooklatch.store.NewOperation;
import io.hooklatch.store.Step;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nodes tell each other of work, and hear each other again after an outage. */
class PostgresWakeTest {
    private final BlockingQueue<Optional<String>> told = new LinkedBlockingQueue<>();
    private PostgresHome home;
    private PostgresStore teller;
    private PostgresStore hearer;

    @BeforeEach
    void open() throws SQLException {
        home = new PostgresHome();
        teller = home.builder().open();
        hearer = home.builder().open();
    }

    @AfterEach
    void close() throws SQLException {
        teller.close();
        hearer.close();
        home.delete();
    }

    @Test
    void fault21_afterAnOutageANodeIsToldToLookAndHearsAgain() throws Exception {
        hearer.onWork(told::add);
        assertThat(next()).isEmpty();
        for (int outage = 0; outage < 3; outage++) {
            await(teller.append(aDelivery().route("ledger").build()));
            assertThat(next()).contains("ledger");

            home.cutConnections();

            assertThat(next()).as("whatever was told meanwhile").isEmpty();
        }
        await(teller.append(aDelivery().route("ledger").build()));
        assertThat(next()).contains("ledger");
    }

    @Test
    void anotherInboxOfTheSameDatabaseIsNotHeard() throws Exception {
        hearer.onWork(told::add);
        assertThat(next()).isEmpty();
        PostgresHome other = new PostgresHome();
        try (PostgresStore stranger = other.builder().open()) {
            await(stranger.append(aDelivery().route("strange").build()));
        }
        other.delete();
        home.execute("SELECT pg_notify('hooklatch_work', ''), pg_notify('hooklatch_work', 'x')");
        await(teller.append(aDelivery().route("ledger").build()));
        assertThat(next()).contains("ledger");
    }

    @Test
    void aHandlerWhoseNameIsTooLongToTellIsAnyHandler() throws Exception {
        hearer.onWork(told::add);
        assertThat(next()).isEmpty();
        await(teller.append(aDelivery().route("\u20ac".repeat(5000)).build()));
        assertThat(next()).isEmpty();
    }

    @Test
    void whoListensIsReplaced() throws Exception {
        BlockingQueue<Optional<String>> before = new LinkedBlockingQueue<>();
        hearer.onWork(before::add);
        assertThat(before.poll(60, TimeUnit.SECONDS)).isEmpty();
        hearer.onWork(told::add);
        await(teller.append(aDelivery().route("ledger").build()));
        assertThat(next()).contains("ledger");
        assertThat(before).isEmpty();
    }

    @Test
    void aListenerThatFailsIsToldOfTheNext() throws Exception {
        hearer.onWork(handler -> {
            told.add(handler);
            if (handler.isPresent()) {
                throw new IllegalStateException("of whoever listens");
            }
        });
        assertThat(next()).isEmpty();
        for (String handler : new String[] {"a", "b"}) {
            await(teller.append(aDelivery().route(handler).build()));
            assertThat(next()).contains(handler);
        }
    }

    @Test
    void pausesOfEndpointsAreToldAndThoseOfHandlersAreNot() throws Exception {
        hearer.onEndpointChange(() -> told.add(Optional.of("pause")));
        assertThat(next()).contains("pause");
        hearer.onWork(told::add);
        Pause.Kind endpoint = Pause.Kind.ENDPOINT;
        step(new Change.Hold(endpoint, "shop"));
        assertThat(next()).contains("pause");
        step(new Change.Hold(endpoint, "shop"));
        step(new Change.Hold(Pause.Kind.HANDLER, "ship"));
        step(new Change.Resume(Pause.Kind.HANDLER, "ship"));
        assertThat(next()).contains("ship");
        step(new Change.Resume(endpoint, "shop"));
        assertThat(next()).contains("pause");

        home.cutConnections();

        assertThat(List.of(next(), next())).containsExactly(Optional.empty(), Optional.of("pause"));
    }

    private void step(Change change) throws Exception {
        Operation operation = await(teller.begin(new NewOperation(
                change instanceof Change.Hold ? Action.PAUSE : Action.RESUME,
                new Actor("night watch", "library"),
                "maintenance",
                "",
                0,
                1,
                "0")));
        await(teller.apply(operation.id(), new Step(List.of(change), "0", "1")));
    }

    @Test
    void withADriverThatCannotTellTheStoreWorksWithout() throws Exception {
        DataSource plain = proxy(DataSource.class, home.dataSource());
        try (PostgresStore deaf =
                PostgresStore.builder(plain).schema(home.schema()).open()) {
            deaf.onWork(told::add);
            await(teller.append(aDelivery().route("ledger").build()));
            assertThat(await(deaf.append(aDelivery().build())).newEvent()).isTrue();
        }
        assertThat(told).isEmpty();
    }

    /** Hides what is beyond JDBC. */
    private static <T> T proxy(Class<T> type, T real) {
        return type.cast(Proxy.newProxyInstance(
                PostgresWakeTest.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().equals("isWrapperFor")) {
                        return false;
                    }
                    try {
                        Object result = method.invoke(real, arguments);
                        return result instanceof Connection connection ? proxy(Connection.class, connection) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private Optional<String> next() throws InterruptedException {
        Optional<String> one = told.poll(60, TimeUnit.SECONDS);
        return one == null ? Optional.of("nothing within a minute") : one;
    }

    private static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
}
