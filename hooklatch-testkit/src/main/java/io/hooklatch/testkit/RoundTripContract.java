package io.hooklatch.testkit;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.DedupeKey;
import io.hooklatch.message.Delivery;
import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.DeliverySummary;
import io.hooklatch.message.Event;
import io.hooklatch.message.Header;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Names;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import io.hooklatch.store.Appended;
import io.hooklatch.store.DeliveryQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What comes out of the store is what went in, to the byte and in order. */
abstract class RoundTripContract extends ContractGroup {
    private static final String ODD_TEXT = "it's \"100%\" \\ ; -- DROP TABLE\n\tÄ Ω 漢字 \uD83D\uDE80 e\u0301";

    @Test
    final void everyByteOfTheBodyComesBack() {
        byte[] body = new byte[1024];
        for (int i = 0; i < body.length; i++) {
            body[i] = (byte) i;
        }
        assertThat(storedRequest(aDelivery().body(body)).body()).isEqualTo(body);
    }

    @Test
    final void anEmptyBodyComesBackEmpty() {
        Delivery delivery = stored(aDelivery().body(new byte[0]));
        assertThat(delivery.request().body()).isEmpty();
        assertThat(delivery.truncated()).isFalse();
    }

    @Test
    final void severalDeliveriesReadAtOnceAreWhatEachIs() {
        DeliveryId refused = inbox.append(
                        aDelivery().refused(Reason.SIGNATURE_MISMATCH).body("{\"n\":1}".getBytes(UTF_8)))
                .deliveryId();
        DeliveryId other = inbox.append(aDelivery().body(new byte[3])).deliveryId();
        DeliveryId left = inbox.append(aDelivery()).deliveryId();
        Map<DeliveryId, Delivery> found = inbox.reader().deliveries(List.of(other, new DeliveryId(7), refused));
        assertThat(found).containsOnlyKeys(refused, other).doesNotContainKey(left);
        found.forEach((id, delivery) -> {
            Delivery alone = inbox.delivery(id);
            assertThat(delivery.summary()).isEqualTo(alone.summary());
            assertThat(delivery.request().headers()).isEqualTo(alone.request().headers());
            assertThat(delivery.request().body()).isEqualTo(alone.request().body());
            assertThat(delivery.truncated()).isEqualTo(alone.truncated());
            assertThat(delivery.diagnosis()).isEqualTo(alone.diagnosis());
        });
        assertThat(inbox.reader().deliveries(List.of())).isEmpty();
    }

    @Test
    final void aBodyOfManyMegabytesComesBack() {
        byte[] body = new byte[9_000_001];
        for (int i = 0; i < body.length; i++) {
            body[i] = (byte) (i * 31 + (i >>> 8));
        }
        assertThat(storedRequest(aDelivery().body(body)).body()).isEqualTo(body);
    }

    @Test
    final void headersComeBackInOrderWithRepeatsCaseAndEveryCharacter() {
        Headers headers = Headers.of(
                "X-Signature", "v1=a",
                "accept", "*/*",
                "x-signature", "v1=b",
                "X-Signature", "v1=a",
                "x-empty", "",
                "x-latin", "caf\u00E9 \u00FF\u0080",
                "x-odd", "a:b, c;d=\"e\"\t'f' \\ \u0001",
                "x-newline-free", "1");
        assertThat(storedRequest(aDelivery().request(Request.post("/", headers, "{}")))
                        .headers()
                        .list())
                .isEqualTo(headers.list());
    }

    @Test
    final void manyAndLongHeadersComeBack() {
        List<Header> lines = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            lines.add(new Header("x-" + (i % 7), "value " + i));
        }
        lines.add(new Header("x-long", "abcdefgh".repeat(8192)));
        Headers headers = Headers.of(lines);
        assertThat(storedRequest(aDelivery().request(Request.post("/", headers, "{}")))
                        .headers()
                        .list())
                .isEqualTo(lines);
    }

    @Test
    final void aRequestWithoutHeadersComesBackWithoutHeaders() {
        assertThat(storedRequest(aDelivery()).headers()).isEmpty();
    }

    @Test
    final void theRequestLineAndThePeerComeBackAsTheyWere() {
        String target = "/a%2Fb/../%C3%A9;v=1//?x=%00&y=1+2&&x='\"&z#";
        Request request = new Request("pOsT", target, Headers.none(), new byte[0], "2001:db8::1%eth0");
        DeliverySummary summary = stored(aDelivery().request(request)).summary();
        Request kept = storedRequest(aDelivery().request(request));

        assertThat(kept.method()).isEqualTo("pOsT");
        assertThat(kept.target()).isEqualTo(target);
        assertThat(kept.remoteAddress()).isEqualTo("2001:db8::1%eth0");
        assertThat(summary.method()).isEqualTo("pOsT");
        assertThat(summary.target()).isEqualTo(target);
        assertThat(summary.remoteAddress()).isEqualTo("2001:db8::1%eth0");
    }

    @Test
    final void theTimeOfReceiptIsTheCallersAndNotTheStores() {
        for (long receivedAt : new long[] {0, 1, inbox.now() - 1, inbox.now(), inbox.now() + 86_400_000}) {
            assertThat(stored(aDelivery().receivedAt(receivedAt)).summary().receivedAt())
                    .isEqualTo(receivedAt);
        }
    }

    @Test
    final void theLengthOfTheReceivedBodyComesBackAndTellsWhetherItWasCut() {
        Delivery whole = stored(aDelivery().body("12345"));
        Delivery cut = stored(
                aDelivery().refused(Reason.SIGNATURE_MISMATCH).body("12345").bodyLength(6));
        Delivery unknown =
                stored(aDelivery().refused(Reason.BODY_TOO_LARGE).body("").bodyLength(-1));

        assertThat(whole.summary().bodyLength()).isEqualTo(5);
        assertThat(whole.truncated()).isFalse();
        assertThat(cut.summary().bodyLength()).isEqualTo(6);
        assertThat(cut.truncated()).isTrue();
        assertThat(cut.request().body()).hasSize(5);
        assertThat(unknown.summary().bodyLength()).isEqualTo(-1);
        assertThat(unknown.truncated()).isTrue();
    }

    @Test
    final void everyFieldOfTheVerdictComesBack() {
        for (Verdict verdict : List.of(
                Verdict.verified("stripe@1.0.0", "2"),
                Verdict.authenticated("gitlab@12.3.4", "key " + ODD_TEXT),
                Verdict.unverified(),
                Verdict.refused("github@1.0.0", Reason.MALFORMED_SIGNATURE, ODD_TEXT),
                new Verdict(
                        Verdict.Kind.REFUSED,
                        Optional.of(Reason.TIMESTAMP_OUTSIDE_TOLERANCE),
                        Optional.of("1"),
                        "",
                        "412 s old, 300 s allowed"))) {
            assertThat(stored(aDelivery().verdict(verdict)).summary().verdict()).isEqualTo(verdict);
        }
    }

    @Test
    final void theProvidersNamesComeBackEachPresentOrAbsent() {
        List<Optional<String>> values = List.of(Optional.empty(), Optional.of(ODD_TEXT), Optional.of("n".repeat(3000)));
        for (Optional<String> deliveryId : values) {
            for (Optional<String> eventId : values) {
                for (Optional<String> type : values) {
                    Names names = new Names(deliveryId, eventId, type);
                    Appended appended = inbox.append(aDelivery().names(names));
                    assertThat(inbox.delivery(appended.deliveryId()).summary().names())
                            .isEqualTo(names);
                    assertThat(inbox.event(appended).type()).isEqualTo(type);
                    assertThat(inbox.event(appended).providerEventId()).isEqualTo(eventId);
                }
            }
        }
    }

    @Test
    final void theKeyComesBackWithItsSource() {
        DedupeKey key =
                new DedupeKey(ODD_TEXT + "k".repeat(DedupeKey.MAX_LENGTH - ODD_TEXT.length()), "json /" + ODD_TEXT);
        Appended appended = inbox.append(aDelivery().key(key));
        assertThat(inbox.delivery(appended.deliveryId()).summary().key()).contains(key);
        assertThat(inbox.event(appended).key()).contains(key);
    }

    @Test
    final void theEndpointAndHandlerNamesComeBack() {
        Appended appended = inbox.append(aDelivery().endpoint(ODD_TEXT).route(ODD_TEXT + "!"));
        assertThat(inbox.event(appended).endpoint()).isEqualTo(ODD_TEXT);
        assertThat(inbox.delivery(appended.deliveryId()).summary().endpoint()).isEqualTo(ODD_TEXT);
        assertThat(inbox.dispatches(appended).get(0).endpoint()).isEqualTo(ODD_TEXT);
        assertThat(inbox.leaseOnly(ODD_TEXT + "!").handler()).isEqualTo(ODD_TEXT + "!");
    }

    @Test
    final void aListShowsWhatAGetShows() {
        Appended appended = inbox.append(aDelivery()
                .header("x-a", "1")
                .key("evt_1")
                .type(ODD_TEXT)
                .providerDeliveryId("d")
                .providerEventId("e"));
        assertThat(inbox.reader().deliveries(DeliveryQuery.all()).items())
                .containsExactly(inbox.delivery(appended.deliveryId()).summary());
        assertThat(Listing.events(inbox.reader())).containsExactly(inbox.event(appended));
    }

    @Test
    final void aHandlerIsGivenTheRequestOfTheFirstDelivery() {
        DeliverySample sample = aDelivery()
                .key("evt_1")
                .body("\u0000\u00FF first")
                .header("X-One", "1")
                .header("x-one", "2")
                .type("paid")
                .providerDeliveryId("first send")
                .verdict(Verdict.verified("stripe@1.0.0", "old"))
                .route("ledger");
        Appended first = inbox.append(sample);
        inbox.append(sample.body("second").providerDeliveryId("second send").type("other"));

        List<Event> loaded = inbox.reader().load(List.of(inbox.leaseOnly("ledger")));
        assertThat(loaded).hasSize(1);
        Event event = loaded.get(0);
        assertThat(event.id()).isEqualTo(first.eventId().orElseThrow());
        assertThat(event.dispatchId()).isEqualTo(inbox.dispatches(first).get(0).id());
        assertThat(event.attempt()).isEqualTo(1);
        assertThat(event.endpoint()).isEqualTo("orders");
        assertThat(event.createdAt()).isEqualTo(inbox.event(first).createdAt());
        assertThat(event.deliveryId()).isEqualTo(first.deliveryId());
        assertThat(event.verdict()).isEqualTo(sample.build().verdict());
        assertThat(event.names()).isEqualTo(sample.build().names());
        assertThatItIsTheSame(event.request(), sample.build().request());
    }

    private Delivery stored(DeliverySample sample) {
        return inbox.delivery(inbox.append(sample).deliveryId());
    }

    private Request storedRequest(DeliverySample sample) {
        return stored(sample).request();
    }

    private static void assertThatItIsTheSame(Request kept, Request sent) {
        assertThat(kept.method()).isEqualTo(sent.method());
        assertThat(kept.target()).isEqualTo(sent.target());
        assertThat(kept.headers().list()).isEqualTo(sent.headers().list());
        assertThat(kept.body()).isEqualTo(sent.body());
        assertThat(kept.remoteAddress()).isEqualTo(sent.remoteAddress());
    }
}
