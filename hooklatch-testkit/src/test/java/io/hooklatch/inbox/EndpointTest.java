package io.hooklatch.inbox;

import static io.hooklatch.inbox.TestInbox.orders;
import static io.hooklatch.work.Selector.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hooklatch.Hooklatch;
import io.hooklatch.HooklatchBuilder;
import io.hooklatch.receive.Endpoint;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EndpointTest {
    private final TestInbox test = new TestInbox();

    @Test
    void fault55_anEndpointWithoutVerificationMustSaySo() {
        assertThatThrownBy(() -> Endpoint.named("stripe").path("/s").build())
                .hasMessage("endpoint \"stripe\": verification is not set; say provider(..), recipe(..), or "
                        + "unverified() if you mean it");
    }

    @Test
    void fault55_noSecretAndAShortSecretAreRefusedWithoutShowingIt() {
        assertThatThrownBy(() -> Endpoint.named("stripe").provider("stripe").build())
                .hasMessageStartingWith("endpoint \"stripe\": ")
                .hasMessageContaining("secret");
        assertThatThrownBy(() ->
                        Endpoint.named("stripe").provider("stripe").secrets("").build())
                .hasMessageContaining("secret");
        assertThatThrownBy(() -> Endpoint.named("stripe")
                        .provider("stripe")
                        .secrets("qqzx")
                        .build())
                .hasMessageContaining("secret")
                .hasMessageNotContaining("qqzx");
    }

    @Test
    void anUnknownProviderIsRefusedWithTheNearestNames() {
        assertThatThrownBy(() -> Endpoint.named("x").provider("strpie"))
                .hasMessageStartingWith(
                        "endpoint \"x\": provider \"strpie\": the catalogue does not know it; nearest: ")
                .hasMessageContaining("stripe");
    }

    @Test
    void anUnknownOptionAndAToleranceOfNothingAreRefused() {
        assertThatThrownBy(() -> Endpoint.named("x")
                        .provider("stripe")
                        .secrets("whsec_long-enough-secret")
                        .option("tolerence_s", "300")
                        .build())
                .hasMessageContaining("tolerence_s")
                .hasMessageContaining("tolerance_s");
        assertThatThrownBy(() -> Endpoint.named("x").provider("stripe").tolerance(Duration.ZERO))
                .hasMessage("endpoint \"x\": tolerance \"PT0S\": it is a whole number of seconds, at least 1");
    }

    @Test
    void verificationIsSetOnce() {
        assertThatThrownBy(() -> Endpoint.named("x").provider("stripe").unverified())
                .hasMessage("endpoint \"x\": verification \"unverified\": it is already set to provider stripe");
    }

    @Test
    void secretsOfAnUnverifiedEndpointAreAContradiction() {
        assertThatThrownBy(() -> Endpoint.named("x").unverified().secrets("s").build())
                .hasMessageContaining("secrets are set but it is unverified()");
    }

    @Test
    void twoEndpointsCannotShareANameOrAPath() {
        HooklatchBuilder builder = test.builder().endpoint(orders());
        assertThatThrownBy(() ->
                        builder.endpoint(Endpoint.named("orders").path("/other").unverified()))
                .hasMessage("endpoint \"orders\": another endpoint has this name already");
        assertThatThrownBy(() ->
                        builder.endpoint(Endpoint.named("other").path("/orders").unverified()))
                .hasMessage("endpoint \"other\": path /orders is already that of endpoint \"orders\"");
    }

    @Test
    void aHandlerOfAnUnknownEndpointIsRefusedAndTheStoreClosed() {
        assertThatThrownBy(() -> test.builder()
                        .endpoint(orders())
                        .handler("ship", on("order"), event -> {})
                        .start())
                .hasMessage("handler \"ship\": on(\"order\") names no endpoint; there are [orders]");
        assertThat(test.store.probe().toCompletableFuture()).isCompletedExceptionally();
    }

    @Test
    void aTransactionalHandlerNeedsAStoreWithTransactions() {
        assertThatThrownBy(() -> test.builder()
                        .endpoint(orders())
                        .transactionalHandler("ledger", on("orders"), (event, connection) -> {})
                        .start())
                .hasMessage("transactional handler \"ledger\": MemoryStore has no transactions; use a database store "
                        + "or a plain handler");
    }

    @Test
    void anInboxNeedsAStoreAndAnEndpoint() {
        assertThatThrownBy(() -> Hooklatch.builder().start()).hasMessageStartingWith("store: none is set");
        assertThatThrownBy(() -> test.builder().start()).hasMessageStartingWith("endpoint: none is described");
    }

    @Test
    void badNamesAndPathsAreRefused() {
        assertThatThrownBy(() -> Endpoint.named("Stripe")).hasMessageContaining("endpoint name \"Stripe\"");
        assertThatThrownBy(() -> Endpoint.named("x").path("webhooks")).hasMessageContaining("path \"webhooks\"");
        assertThatThrownBy(() -> Endpoint.named("x").path("/a?b=1")).hasMessageContaining("path \"/a?b=1\"");
        assertThatThrownBy(() -> test.builder().handler("Ship it", on("x"), event -> {}))
                .hasMessageContaining("handler name \"Ship it\"");
    }

    @Test
    void anEndpointNeverShowsItsSecrets() {
        String text = Endpoint.named("x")
                .path("/x")
                .provider("stripe")
                .secrets("whsec_canary-canary-canary")
                .build()
                .toString();
        assertThat(text).contains("stripe@").doesNotContain("canary");
    }
}
