package io.hooklatch.testkit;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.DedupeKey;
import io.hooklatch.store.Appended;
import org.junit.jupiter.api.Test;

/** Deliveries with a second key, for schemes whose id is not signed. */
abstract class TwoKeysContract extends ContractGroup {
    private static final DedupeKey ID = new DedupeKey("evt_1", "header x-event-id");
    private static final DedupeKey DIGEST = new DedupeKey("sha256:aa", "body digest");
    private static final DedupeKey OTHER_ID = new DedupeKey("evt_2", "header x-event-id");
    private static final DedupeKey OTHER_DIGEST = new DedupeKey("sha256:bb", "body digest");

    @Test
    final void eitherKeyOfAnEventFindsIt() {
        Appended first = inbox.append(aDelivery().key(ID).key(DIGEST));
        assertThat(inbox.event(first).key()).contains(ID);
        assertThat(inbox.append(aDelivery().key(ID)).eventId()).isEqualTo(first.eventId());
        assertThat(inbox.append(aDelivery().key(DIGEST)).eventId()).isEqualTo(first.eventId());
        assertThat(inbox.append(aDelivery().key(DIGEST).key(ID)).eventId()).isEqualTo(first.eventId());
        assertThat(inbox.append(aDelivery().key(OTHER_ID).key(DIGEST)).eventId())
                .isEqualTo(first.eventId());
        assertThat(inbox.append(aDelivery().key(ID).key(OTHER_DIGEST)).eventId())
                .isEqualTo(first.eventId());
        assertThat(Listing.events(inbox.reader())).hasSize(1);
    }

    @Test
    final void aDuplicateShowsTheKeyThatMatched() {
        Appended first = inbox.append(aDelivery().key(ID).key(DIGEST));
        assertThat(keyOf(first)).isEqualTo(ID);
        assertThat(keyOf(inbox.append(aDelivery().key(ID).key(DIGEST)))).isEqualTo(ID);
        assertThat(keyOf(inbox.append(aDelivery().key(OTHER_ID).key(DIGEST)))).isEqualTo(DIGEST);
        assertThat(keyOf(inbox.append(aDelivery().key(ID).key(OTHER_DIGEST)))).isEqualTo(ID);
    }

    @Test
    final void ofTwoKeysThatLeadToDifferentEventsTheFirstDecides() {
        Appended one = inbox.append(aDelivery().key(ID));
        Appended two = inbox.append(aDelivery().key(OTHER_ID));
        assertThat(inbox.append(aDelivery().key(ID).key(OTHER_ID)).eventId()).isEqualTo(one.eventId());
        assertThat(inbox.append(aDelivery().key(OTHER_ID).key(ID)).eventId()).isEqualTo(two.eventId());
        assertThat(Listing.events(inbox.reader())).hasSize(2);
    }

    @Test
    final void fault56_aDuplicateTakesNoKeySoThatAReplayCannotOccupyTheIdOfAnEventToCome() {
        Appended captured = inbox.append(aDelivery().key(ID).key(DIGEST));
        Appended replay = inbox.append(aDelivery().key(OTHER_ID).key(DIGEST));
        assertThat(replay.eventId()).isEqualTo(captured.eventId());

        Appended genuine =
                inbox.append(aDelivery().key(OTHER_ID).key(OTHER_DIGEST).route("ledger"));
        assertThat(genuine.newEvent()).isTrue();
        assertThat(inbox.dispatches(genuine)).hasSize(1);
        assertThat(inbox.append(aDelivery().key(OTHER_ID)).eventId()).isEqualTo(genuine.eventId());
    }

    @Test
    final void theSameKeyTwiceInOneDeliveryCountsOnce() {
        Appended first = inbox.append(aDelivery().key(ID).key(ID));
        assertThat(first.newEvent()).isTrue();
        assertThat(inbox.append(aDelivery().key(ID)).eventId()).isEqualTo(first.eventId());
    }

    @Test
    final void bothKeysAreScopedByTheEndpoint() {
        inbox.append(aDelivery().endpoint("orders").key(ID).key(DIGEST));
        assertThat(inbox.append(aDelivery().endpoint("refunds").key(ID).key(DIGEST))
                        .newEvent())
                .isTrue();
    }

    private DedupeKey keyOf(Appended appended) {
        return inbox.delivery(appended.deliveryId()).summary().key().orElseThrow();
    }
}
