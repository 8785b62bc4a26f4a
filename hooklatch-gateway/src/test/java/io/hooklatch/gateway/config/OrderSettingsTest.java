package io.hooklatch.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.Hooklatch;
import io.hooklatch.message.Dispatch;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Receipt;
import io.hooklatch.message.Request;
import io.hooklatch.store.DispatchQuery;
import io.hooklatch.testkit.MemoryStore;
import io.hooklatch.work.Selector;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings {@code ordering} and {@code stale_guard}. */
class OrderSettingsTest {
    @TempDir
    Path directory;

    @Test
    void fault32_theKeyOfTheConfigurationOrdersWhatIsReceived() throws Exception {
        GatewayConfig config = new ConfigRig(directory).read("""
                endpoints:
                  shop:
                    unverified: true
                    ordering:
                      key: json /item
                    stale_guard:
                      entity: json /item
                      time: json /at
                """);
        CountDownLatch end = new CountDownLatch(1);
        try (Hooklatch inbox = Hooklatch.builder()
                .store(MemoryStore.open(Clock.systemUTC()))
                .endpoint(config.endpoints().get(0))
                .handler("out", Selector.onEvery(), event -> end.await(60, TimeUnit.SECONDS))
                .start()) {
            Receipt first = inbox.receive(item("a", 1));
            Receipt second = inbox.receive(item("a", 2));
            Receipt other = inbox.receive(item("b", 3));
            assertThat(dispatch(inbox, second).heldBy())
                    .contains(dispatch(inbox, first).id());
            assertThat(dispatch(inbox, other).heldBy()).isEmpty();
            end.countDown();
        }
    }

    private static Request item(String item, int day) {
        return Request.post(
                "/webhooks/shop", Headers.none(), "{\"item\":\"" + item + "\",\"at\":\"2026-01-0" + day + "\"}");
    }

    private static Dispatch dispatch(Hooklatch inbox, Receipt receipt) {
        return inbox.reader()
                .dispatches(DispatchQuery.all().eventId(receipt.eventId().orElseThrow()))
                .items()
                .get(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "ordering: {} | 4:5: endpoints.a.ordering: key is missing: write key: json /data/object/id",
                "ordering: json /id | 4:15: endpoints.a.ordering: settings are expected here, as name: value, not a single value",
                "ordering: {key: /id} | 4:21: endpoints.a.ordering.key: \"/id\" names no place in a request: write header NAME, json /POINTER, form FIELD, form FIELD json /POINTER, query PARAMETER, body digest, delivery json /POINTER or delivery digest",
                "ordering: {key: json /id, kee: 1} | 4:31: endpoints.a.ordering.kee: unknown setting: did you mean key?",
                "stale_guard: {version: json /v} | 4:5: endpoints.a.stale_guard: entity is missing: write entity: json /data/object/id",
                "stale_guard: {entity: json /id} | 4:18: endpoints.a.stale_guard: needs to know what is newer: give either version, as in json /data/object/version, or time, as in json /created",
                "stale_guard: {entity: json /id, version: json /v, time: json /t} | 4:18: endpoints.a.stale_guard: needs to know what is newer: give either version, as in json /data/object/version, or time, as in json /created",
            })
    void aWrongSettingIsNamedWithItsPlaceAndTheWayOut(String line, String problem) {
        assertThat(new ConfigRig(directory).problems("endpoints:\n  a:\n    unverified: true\n    " + line + "\n"))
                .containsExactly(problem);
    }
}
