package io.hooklatch.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.Delivery;
import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.DeliveryKind;
import io.hooklatch.message.DeliverySummary;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Names;
import io.hooklatch.message.OperationId;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import io.hooklatch.store.OperationReader;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many deliveries are read at once. */
class ReadAheadTest {
    private static final long MEGABYTE = 1 << 20;

    private final List<Subject> part = new ArrayList<>();
    private final Map<DeliveryId, Delivery> stored = new LinkedHashMap<>();
    private final Map<DeliveryId, OperationId> promoted = new LinkedHashMap<>();
    private final List<Collection<?>> bodies = new ArrayList<>();
    private final List<Collection<?>> promotions = new ArrayList<>();

    @Test
    void smallOnesAreReadAHundredAtATime() {
        IntStream.rangeClosed(1, 250).forEach(id -> add(id, DeliveryKind.MESSAGE, 500));
        assertThat(findAll()).isEqualTo(List.copyOf(stored.values()));
        assertThat(bodies).extracting(Collection::size).containsExactly(100, 100, 50);
        assertThat(promotions).extracting(Collection::size).containsExactly(100, 100, 50);
    }

    @Test
    void largeOnesAreReadAsManyAsFitAndOneThatIsLargerByItself() {
        List.of(1L, 3L, 1L, 9L, 2L, 2L, 1L)
                .forEach(size -> add(part.size() + 1, DeliveryKind.MESSAGE, size * MEGABYTE));
        assertThat(findAll()).isEqualTo(List.copyOf(stored.values()));
        assertThat(bodies).extracting(Collection::size).containsExactly(2, 1, 1, 2, 1);
    }

    @Test
    void whatIsPromotedAlreadyAndWhatIsNoMessageIsNotRead() {
        add(1, DeliveryKind.MESSAGE, 1);
        add(2, DeliveryKind.STUB, 100 * MEGABYTE);
        add(3, DeliveryKind.MESSAGE, 1);
        promoted.put(new DeliveryId(3), new OperationId(9));
        ReadAhead ahead = new ReadAhead(reader(), part);
        assertThat(ahead.find(row(0)).whole()).contains(whole(1));
        assertThat(ahead.find(row(2)).promotedBy()).contains(new OperationId(9));
        assertThat(ahead.find(row(2)).whole()).isEmpty();
        assertThat(bodies).isEqualTo(List.of(List.of(new DeliveryId(1))));
    }

    @Test
    void oneThatIsGoneIsAbsent() {
        add(1, DeliveryKind.MESSAGE, 1);
        stored.clear();
        assertThat(new ReadAhead(reader(), part).find(row(0)).whole()).isEmpty();
    }

    private void add(int number, DeliveryKind kind, long length) {
        DeliveryId id = new DeliveryId(number);
        DeliverySummary row = new DeliverySummary(
                id,
                "orders",
                kind,
                0,
                "POST",
                "/",
                "",
                length,
                Verdict.refused("acme", Reason.SIGNATURE_MISMATCH, ""),
                Names.none(),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                false);
        part.add(new Subject.OfDelivery(row, Integer.toString(number)));
        stored.put(id, new Delivery(row, Request.post("/", Headers.none(), "{}"), false, Optional.empty()));
    }

    private DeliverySummary row(int index) {
        return ((Subject.OfDelivery) part.get(index)).row();
    }

    private Delivery whole(int number) {
        Delivery delivery = stored.get(new DeliveryId(number));
        assertThat(delivery).isNotNull();
        return delivery;
    }

    private List<Delivery> findAll() {
        ReadAhead ahead = new ReadAhead(reader(), part);
        return IntStream.range(0, part.size())
                .mapToObj(index -> ahead.find(row(index)).whole().orElseThrow())
                .toList();
    }

    private OperationReader reader() {
        return (OperationReader) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {OperationReader.class}, (proxy, method, arguments) -> {
                    Collection<?> ids = (Collection<?>) arguments[0];
                    return switch (method.getName()) {
                        case "deliveries" -> {
                            bodies.add(List.copyOf(ids));
                            yield some(stored, ids);
                        }
                        case "promoted" -> {
                            promotions.add(List.copyOf(ids));
                            yield some(promoted, ids);
                        }
                        default -> throw new AssertionError(method);
                    };
                });
    }

    private static <T> Map<DeliveryId, T> some(Map<DeliveryId, T> all, Collection<?> ids) {
        Map<DeliveryId, T> some = new LinkedHashMap<>(all);
        some.keySet().retainAll(ids);
        return some;
    }
}
