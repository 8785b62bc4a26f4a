package io.hooklatch.testkit;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.DedupeKey;
import io.hooklatch.message.DeliveryKind;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Names;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Verdict;
import io.hooklatch.store.NewDelivery;
import io.hooklatch.store.Route;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeliverySampleTest {
    @Test
    void aPlainSampleIsAVerifiedMessageThatGoesNowhere() {
        NewDelivery plain = aDelivery().build();
        assertThat(plain.becomesEvent()).isTrue();
        assertThat(plain.truncated()).isFalse();
        assertThat(plain.endpoint()).isEqualTo("orders");
        assertThat(plain.kind()).isEqualTo(DeliveryKind.MESSAGE);
        assertThat(plain.receivedAt()).isEqualTo(ManualTime.start().millis());
        assertThat(plain.request().body()).asString(StandardCharsets.UTF_8).isEqualTo("{}");
        assertThat(plain.names()).isEqualTo(Names.none());
        assertThat(plain.events().get(0).keys()).isEmpty();
        assertThat(plain.events().get(0).routes()).isEmpty();
    }

    @Test
    void everythingSaidAboutItIsInTheDelivery() {
        NewDelivery delivery = aDelivery()
                .endpoint("stripe")
                .receivedAt(7)
                .body("123")
                .header("x-a", "1")
                .header("x-a", "2")
                .type("paid")
                .providerDeliveryId("d")
                .providerEventId("e")
                .key("evt_1")
                .key(new DedupeKey("digest", "body digest"))
                .route("ledger")
                .claimed("mail", Duration.ofSeconds(3))
                .build();
        assertThat(delivery.endpoint()).isEqualTo("stripe");
        assertThat(delivery.receivedAt()).isEqualTo(7);
        assertThat(delivery.request().body()).asString(StandardCharsets.UTF_8).isEqualTo("123");
        assertThat(delivery.bodyLength()).isEqualTo(3);
        assertThat(delivery.request().headers()).isEqualTo(Headers.of("x-a", "1", "x-a", "2"));
        assertThat(delivery.names()).isEqualTo(new Names(Optional.of("d"), Optional.of("e"), Optional.of("paid")));
        assertThat(delivery.events().get(0).keys())
                .isEqualTo(
                        List.of(new DedupeKey("evt_1", "header x-event-id"), new DedupeKey("digest", "body digest")));
        assertThat(delivery.events().get(0).routes())
                .isEqualTo(List.of(Route.queued("ledger"), Route.claimed("mail", Duration.ofSeconds(3))));
    }

    @Test
    void aSampleCanBeRefusedOrAnotherKindOrCut() {
        NewDelivery refused =
                aDelivery().refused(Reason.SIGNATURE_MISMATCH).bodyLength(100).build();
        assertThat(refused.becomesEvent()).isFalse();
        assertThat(refused.verdict().reason()).contains(Reason.SIGNATURE_MISMATCH);
        assertThat(refused.truncated()).isTrue();
        assertThat(aDelivery().kind(DeliveryKind.HANDSHAKE).build().becomesEvent())
                .isFalse();
        assertThat(aDelivery().verdict(Verdict.unverified()).build().verdict()).isEqualTo(Verdict.unverified());
    }

    @Test
    void aSampleIsAPatternThatItsVariationsDoNotChange() {
        DeliverySample pattern = aDelivery().key("evt_1").route("ledger");
        NewDelivery before = pattern.build();
        assertThat(pattern.key("evt_2").route("mail").body("other").build()).isNotEqualTo(before);
        assertThat(pattern.build()).isEqualTo(before);
    }
}
