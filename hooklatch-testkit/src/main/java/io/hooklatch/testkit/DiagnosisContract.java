package io.hooklatch.testkit;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.Cause;
import io.hooklatch.message.Confidence;
import io.hooklatch.message.Delivery;
import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.Diagnosis;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Verdict;
import org.junit.jupiter.api.Test;

/** What was found out about a refused delivery is read back with it, and nothing else changes. */
abstract class DiagnosisContract extends ContractGroup {
    private static final Verdict REFUSED = Verdict.refused("acme@1.0.0", Reason.SIGNATURE_MISMATCH, "mismatch");
    private static final Diagnosis FOUND =
            Diagnosis.proved(Cause.TRAILING_NEWLINE, "It's \"without\" — a line feed; --", "Größe prüfen \\ 漢字.");

    @Test
    final void everyCauseAndConfidenceComesBackWithItsWords() {
        DeliveryId id = refused();
        assertThat(delivery(id).diagnosis()).isEmpty();
        for (Cause cause : Cause.values()) {
            for (Confidence confidence : Confidence.values()) {
                Diagnosis diagnosis = new Diagnosis(cause, confidence, FOUND.evidence(), FOUND.fix());
                assertThat(diagnosed(id, diagnosis)).isTrue();
                assertThat(delivery(id).diagnosis()).contains(diagnosis);
            }
        }
    }

    @Test
    final void theLongestAndTheEmptyTextComeBack() {
        DeliveryId id = refused();
        Diagnosis longest = new Diagnosis(Cause.UNKNOWN, Confidence.LOW, "ä".repeat(Diagnosis.MAX_TEXT), "");
        diagnosed(id, longest);
        assertThat(delivery(id).diagnosis()).contains(longest);
    }

    @Test
    final void nothingElseOfTheDeliveryChanges() {
        DeliveryId id = refused();
        Delivery before = delivery(id);
        diagnosed(id, FOUND);
        assertThat(delivery(id).summary()).isEqualTo(before.summary());
        assertThat(delivery(id).request().body()).isEqualTo(before.request().body());
    }

    @Test
    final void anAcceptedAndAnUnknownDeliveryAreLeftAlone() {
        DeliveryId accepted = inbox.append(aDelivery()).deliveryId();
        assertThat(diagnosed(accepted, FOUND)).isFalse();
        assertThat(delivery(accepted).diagnosis()).isEmpty();
        assertThat(diagnosed(new DeliveryId(accepted.value() + 1_000_000), FOUND))
                .isFalse();
    }

    @Test
    final void aDiagnosisSurvivesARestart() throws Exception {
        DeliveryId id = refused();
        diagnosed(id, FOUND);
        inbox.reopen();
        assertThat(delivery(id).diagnosis()).contains(FOUND);
    }

    private DeliveryId refused() {
        return inbox.append(aDelivery().verdict(REFUSED)).deliveryId();
    }

    private boolean diagnosed(DeliveryId id, Diagnosis diagnosis) {
        return Stages.await(inbox.store().diagnose(id, diagnosis));
    }

    private Delivery delivery(DeliveryId id) {
        return inbox.store().reader().delivery(id).orElseThrow();
    }
}
