package io.hooklatch.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.Hooklatch;
import io.hooklatch.keys.fetch.KeyFetchException;
import io.hooklatch.keys.fetch.KeyRequest;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Receipt;
import io.hooklatch.receive.Endpoint;
import io.hooklatch.recipe.Fixture;
import io.hooklatch.testkit.ManualTime;
import io.hooklatch.testkit.MemoryStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests whose keys have to be fetched, from arrival to receipt. */
class ReceiveWithKeysTest {
    private static final Fixture PLAID = Fixed.valid("plaid");

    private final FakeFetcher fetcher = new FakeFetcher();
    private final ManualTime time = ManualTime.at(Instant.ofEpochMilli(PLAID.nowMillis()));
    private Hooklatch inbox;

    @BeforeEach
    void open() {
        inbox = Hooklatch.builder()
                .store(MemoryStore.open(time))
                .timer(time)
                .endpoint(Endpoint.named("plaid")
                        .recipe(KeyProviders.using(fetcher).find("plaid").orElseThrow())
                        .secrets("client:s3cret-of-the-api"))
                .endpoint(Endpoint.named("sns")
                        .recipe(KeyProviders.using(fetcher).find("aws-sns").orElseThrow())
                        .option("topic_arn", "arn:aws:sns:eu-west-1:123456789012:orders"))
                .start();
    }

    @AfterEach
    void close() {
        inbox.close();
    }

    private CompletableFuture<Receipt> received(String endpoint, Fixture fixture) {
        return inbox.receiveAsync(endpoint, fixture.request()).toCompletableFuture();
    }

    private static Receipt of(CompletableFuture<Receipt> stage) throws Exception {
        return stage.get(30, TimeUnit.SECONDS);
    }

    /** The answer of Plaid's API for the key of the fixture. */
    private static byte[] plaidKey() {
        String set = String.valueOf(PLAID.options().get("jwks"));
        String key = set.substring(set.indexOf('[') + 1, set.lastIndexOf(']'));
        return Fixed.utf8("{\"key\":" + key + ",\"request_id\":\"r\"}");
    }

    @Test
    void nobodyWaitsOnTheCallersThreadForAKey() throws Exception {
        CompletableFuture<Receipt> receipt = received("plaid", PLAID);
        assertThat(receipt).as("the call returned and the answer is still open").isNotDone();
        assertThat(fetcher.requests()).hasSize(1);
        KeyRequest asked = fetcher.requests().get(0);
        assertThat(asked.url()).hasToString("https://production.plaid.com/webhook_verification_key/get");
        assertThat(new String(asked.body(), StandardCharsets.UTF_8))
                .contains("\"client_id\":\"client\"", "\"secret\":\"s3cret-of-the-api\"", "\"key_id\":\"key-new\"");
        assertThat(asked.toString()).doesNotContain("s3cret");
        fetcher.answer(0).complete(plaidKey());
        assertThat(of(receipt).status()).isEqualTo(200);
        assertThat(of(received("plaid", PLAID)).duplicate()).isTrue();
        assertThat(fetcher.requests()).as("the key is remembered").hasSize(1);
    }

    @Test
    void fault58_withoutAKeyTheDeliveryIsKeptAndTheSenderTriesAgain() throws Exception {
        CompletableFuture<Receipt> receipt = received("plaid", PLAID);
        fetcher.answer(0).completeExceptionally(new KeyFetchException(503, "production.plaid.com answered 503"));
        assertThat(of(receipt).status()).isEqualTo(503);
        assertThat(of(receipt).headers().has("retry-after")).isTrue();
        assertThat(of(receipt).deliveryId()).isPresent();
        assertThat(of(receipt).verdict().orElseThrow().reason()).contains(Reason.KEYS_UNAVAILABLE);
        assertThat(of(receipt).verdict().orElseThrow().detail())
                .isEqualTo("keys unavailable: production.plaid.com answered 503");
        time.advance(Duration.ofSeconds(20));
        CompletableFuture<Receipt> again = received("plaid", PLAID);
        fetcher.answer(1).complete(plaidKey());
        assertThat(of(again).status()).isEqualTo(200);
        assertThat(of(again).duplicate()).as("what was refused made no event").isFalse();
    }

    @Test
    void fault58_aPoisonedAnswerIsNeitherBelievedNorTheEnd() throws Exception {
        CompletableFuture<Receipt> receipt = received("plaid", PLAID);
        fetcher.answer(0).complete(Fixed.utf8("<html>maintenance</html>"));
        assertThat(of(receipt).status()).isEqualTo(503);
    }

    @Test
    void fault57_theUrlOfTheSenderIsFetchedOnlyWhereItIsTheProviders() throws Exception {
        Fixture foreign = Fixed.fixture("aws-sns", "fault57_url_of_another_host");
        assertThat(of(received("sns", foreign)).status()).isEqualTo(401);
        assertThat(fetcher.requests()).isEmpty();
        CompletableFuture<Receipt> receipt = received("sns", Fixed.valid("aws-sns"));
        assertThat(fetcher.requests()).hasSize(1);
        assertThat(fetcher.requests().get(0).url().getHost()).isEqualTo("sns.eu-west-1.amazonaws.com");
        fetcher.answer(0).complete(certificate(Fixed.valid("aws-sns").options()));
        assertThat(of(receipt).status()).isEqualTo(200);
    }

    @Test
    void aKeyThatTheProviderDoesNotKnowIsAForgery() throws Exception {
        CompletableFuture<Receipt> receipt = received("plaid", PLAID);
        fetcher.answer(0).completeExceptionally(new KeyFetchException(404, "none"));
        assertThat(of(receipt).status()).isEqualTo(401);
        assertThat(of(receipt).verdict().orElseThrow().reason()).contains(Reason.SIGNATURE_MISMATCH);
    }

    private static byte[] certificate(Map<String, String> options) {
        String json = String.valueOf(options.get("certificates"));
        String pem = json.substring(json.indexOf("-----BEGIN"), json.lastIndexOf("-----") + 5);
        return Fixed.utf8(pem.replace("\\n", "\n"));
    }
}
