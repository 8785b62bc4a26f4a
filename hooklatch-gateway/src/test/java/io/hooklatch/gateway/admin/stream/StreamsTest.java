package io.hooklatch.gateway.admin.stream;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.Hooklatch;
import io.hooklatch.message.Attempt;
import io.hooklatch.message.DeliverySummary;
import io.hooklatch.message.EventSummary;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Request;
import io.hooklatch.receive.Endpoint;
import io.hooklatch.recipe.Recipe;
import io.hooklatch.store.DeliveryQuery;
import io.hooklatch.testkit.MemoryStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreamsTest {
    private static final Wanted DELIVERIES =
            new Wanted(Optional.of(DeliveryQuery.all()), Optional.empty(), Optional.empty(), Optional.empty());

    private final MemoryStore store = MemoryStore.open(InstantSource.system());
    private final Bell bell = new Bell();
    private final Hooklatch inbox = Hooklatch.builder()
            .store(store)
            .endpoint(Endpoint.named("shop").recipe(Recipe.unverified().build()))
            .listener(bell)
            .start();
    private final Streams streams = new Streams(inbox.reader(), bell);
    private final FakeOutlet outlet = new FakeOutlet();

    @AfterEach
    void stop() {
        streams.close();
        inbox.close();
    }

    @Test
    void aReaderThatTakesNothingIsToldAndCutOffWithItsPlace() {
        open();
        receive(3);
        streams.safeTick();
        assertThat(outlet.texts).hasSize(4);
        String place = outlet.texts.get(3).lines().skip(1).findFirst().orElse("");

        outlet.full = true;
        receive(5000);
        for (int i = 0; i < 74; i++) {
            streams.safeTick();
        }
        assertThat(outlet.texts).as("nothing piles up for it").hasSize(4);
        assertThat(streams.count()).isEqualTo(1);
        streams.safeTick();

        assertThat(outlet.texts).hasSize(5);
        assertThat(outlet.texts.get(4))
                .startsWith("event: end\n" + place + "\n")
                .contains("was not sent");
        assertThat(outlet.ended).isTrue();
        assertThat(streams.count()).isZero();
    }

    @Test
    void aReaderThatTakesLittleByLittleGetsEverything() {
        open();
        receive(1500);
        int ticks = 0;
        while (outlet.texts.size() < 1501 && ticks++ < 1000) {
            outlet.full = ticks % 3 != 0;
            streams.safeTick();
        }

        assertThat(outlet.texts.stream()
                        .filter(text -> text.startsWith("event: delivery"))
                        .distinct())
                .hasSize(1500);
    }

    @Test
    void aReaderThatHearsNothingGetsSignsOfLife() {
        open();
        for (int i = 0; i < 50; i++) {
            streams.safeTick();
        }

        assertThat(outlet.texts).hasSize(2);
        assertThat(outlet.texts.get(1)).isEqualTo(":\n\n");
    }

    @Test
    void whatAGatewayWithAWrongClockReceivedIsSentToo() {
        open();
        long now = InstantSource.system().millis();
        for (long off : List.of(-86_400_000L, -600_000L, 600_000L)) {
            store.append(aDelivery().receivedAt(now + off).build())
                    .toCompletableFuture()
                    .join();
            streams.safeTick();
        }

        assertThat(outlet.texts)
                .filteredOn(text -> text.startsWith("event: delivery"))
                .hasSize(3);
    }

    @Test
    void thePlaceOfAReaderThatWentIsGivenBack() {
        open();
        streams.safeTick();
        outlet.closed = true;
        streams.safeTick();

        assertThat(streams.count()).isZero();
    }

    @Test
    void onlySoManyPlacesAreGiven() {
        for (int i = 0; i < Streams.MOST; i++) {
            assertThat(streams.reserve()).isTrue();
        }
        assertThat(streams.reserve()).isFalse();
        streams.giveBack();
        assertThat(streams.reserve()).isTrue();
    }

    @Test
    void closingTellsEveryReader() {
        open();
        streams.close();

        assertThat(outlet.ended).isTrue();
        assertThat(outlet.texts.get(outlet.texts.size() - 1)).contains("the gateway stops");
    }

    @Test
    void aPlaceIsReadAsItIsWritten() {
        Position place = new Position(1L << 62, 7, 0);

        assertThat(Position.parse(place.toString())).isEqualTo(place);
    }

    private void open() {
        assertThat(streams.reserve()).isTrue();
        streams.open(DELIVERIES, streams.now(), new Lines(), outlet);
    }

    private void receive(int count) {
        for (int i = 0; i < count; i++) {
            inbox.receive("shop", Request.post("/", Headers.none(), "{}"));
        }
    }

    private static final class FakeOutlet implements Outlet {
        private final List<String> texts = new ArrayList<>();
        private boolean full;
        private boolean closed;
        private volatile boolean ended;

        @Override
        public boolean full() {
            return full;
        }

        @Override
        public boolean closed() {
            return closed;
        }

        @Override
        public void send(String text) {
            texts.add(text);
        }

        @Override
        public void end(String text) {
            texts.add(text);
            ended = true;
        }
    }

    private static final class Lines implements Rendering {
        @Override
        public String delivery(DeliverySummary row) {
            return "\"" + row.id() + "\"";
        }

        @Override
        public String event(EventSummary row) {
            return "\"" + row.id() + "\"";
        }

        @Override
        public String attempt(Attempt row) {
            return "\"" + row.id() + "\"";
        }

        @Override
        public String end(String why) {
            return "\"" + why + "\"";
        }
    }
}
