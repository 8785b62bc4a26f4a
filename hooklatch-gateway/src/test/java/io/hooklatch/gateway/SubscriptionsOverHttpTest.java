package io.hooklatch.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.gateway.ingress.RawAnswer;
import io.hooklatch.message.DeliveryKind;
import io.hooklatch.message.DeliverySummary;
import io.hooklatch.recipe.Fixture;
import io.hooklatch.recipe.FixtureRunner;
import io.hooklatch.recipe.ProviderFiles;
import io.hooklatch.store.DeliveryQuery;
import io.hooklatch.store.EventQuery;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages of Amazon SNS that want an address called, from arrival at a gateway to the answer. */
class SubscriptionsOverHttpTest {
    private static final Map<String, Fixture> FIXTURES =
            new FixtureRunner(ProviderFiles.in(Path.of("..", "providers"))).fixtures("aws-sns");
    private static final String URL = "https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&Token=tok";

    @TempDir
    Path directory;

    private final HandshakeRig.Calls calls = new HandshakeRig.Calls();
    private Gateway gateway;

    @BeforeEach
    void start() throws Exception {
        String sns = HandshakeRig.endpoint(
                "sns", "aws-sns", List.of(), fixture("valid").options());
        gateway = Gateway.start(GatewayRig.config(directory, Map.of(), "endpoints:\n" + sns), parts -> calls);
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void aSubscriptionThatCannotBeConfirmedIsAnswered503SoThatItComesAgain() {
        calls.failNext(new IllegalStateException("sns.eu-west-1.amazonaws.com: answered 500"));

        RawAnswer failed = send("valid_subscription_confirmation");
        assertThat(failed.status()).isEqualTo(503);
        assertThat(failed.header("retry-after")).isNotEmpty();
        assertThat(failed.body()).isEmpty();
        assertThat(calls.taken()).containsExactly(URL);

        RawAnswer again = send("valid_subscription_confirmation");
        assertThat(again.status()).isEqualTo(200);
        assertThat(calls.taken()).containsExactly(URL);
        assertThat(kept())
                .hasSize(2)
                .allSatisfy(delivery -> assertThat(delivery.kind()).isEqualTo(DeliveryKind.HANDSHAKE));
        assertThat(events()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fault59_changed_subscribe_url", "fault59_other_topic"})
    void fault59_whatDoesNotVerifyIsKeptAndRefusedAndCallsNothing(String name) {
        assertThat(send(name).status()).isEqualTo(401);
        assertThat(calls.taken()).isEmpty();
        assertThat(kept()).singleElement().satisfies(delivery -> {
            assertThat(delivery.kind()).isEqualTo(DeliveryKind.HANDSHAKE);
            assertThat(delivery.verdict().accepted()).isFalse();
        });
        assertThat(events()).isZero();
    }

    @Test
    void fault59_anAddressAddedToASignedNotificationIsNotCalledAndTheEventIsNotLost() {
        assertThat(send("fault59_subscribe_url_added_to_a_notification").status())
                .isEqualTo(200);
        assertThat(calls.taken()).isEmpty();
        assertThat(events()).isEqualTo(1);
    }

    @Test
    void aFarewellIsAnsweredAndDoesNotSubscribeAgain() {
        assertThat(send("valid_unsubscribe_confirmation").status()).isEqualTo(200);
        assertThat(calls.taken()).isEmpty();
        assertThat(events()).isZero();
    }

    private RawAnswer send(String name) {
        return HandshakeRig.send(gateway, "sns", fixture(name).request());
    }

    private static Fixture fixture(String name) {
        return FIXTURES.entrySet().stream()
                .filter(entry -> entry.getKey().equals(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    private List<DeliverySummary> kept() {
        return gateway.inbox().reader().deliveries(DeliveryQuery.all()).items();
    }

    private int events() {
        return gateway.inbox().reader().events(EventQuery.all()).items().size();
    }
}
