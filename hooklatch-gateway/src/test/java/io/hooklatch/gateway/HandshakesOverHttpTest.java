package io.hooklatch.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.gateway.ingress.RawAnswer;
import io.hooklatch.message.DeliveryKind;
import io.hooklatch.message.DeliverySummary;
import io.hooklatch.message.Header;
import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import io.hooklatch.recipe.Catalogue;
import io.hooklatch.recipe.Fixture;
import io.hooklatch.recipe.FixtureRunner;
import io.hooklatch.recipe.ProviderFiles;
import io.hooklatch.recipe.Recipe;
import io.hooklatch.store.DeliveryQuery;
import io.hooklatch.store.EventQuery;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every handshake of the catalogue, from its fixtures, sent byte by byte to a running gateway. */
class HandshakesOverHttpTest {
    private static final FixtureRunner RUNNER = new FixtureRunner(ProviderFiles.in(Path.of("..", "providers")));
    private static final Map<String, Greeting> GREETINGS = greetings();

    @TempDir
    static Path directory;

    private static final HandshakeRig.Calls CONFIRMER = new HandshakeRig.Calls();

    private static Gateway gateway;

    /** One fixture that expects a handshake; the name of its endpoint is its key. */
    private record Greeting(String provider, Fixture fixture) {
        Map<?, ?> expected() {
            return (Map<?, ?>) fixture.expected().get("handshake");
        }

        boolean answered() {
            return (long) expected().get("status") < 300;
        }

        /** The URLs that are called before the answer. */
        List<String> calls() {
            return expected().get("confirms") instanceof String url ? List.of(url) : List.of();
        }
    }

    private static Map<String, Greeting> greetings() {
        Map<String, Greeting> greetings = new TreeMap<>();
        for (String provider : Catalogue.standard().names()) {
            RUNNER.fixtures(provider).forEach((name, fixture) -> {
                if (fixture.expected().containsKey("handshake")) {
                    greetings.put(provider + "." + name.replace("handshake_", ""), new Greeting(provider, fixture));
                }
            });
        }
        return greetings;
    }

    static Set<String> overHttp() {
        return GREETINGS.keySet();
    }

    @BeforeAll
    static void start() throws Exception {
        StringBuilder yaml = new StringBuilder("endpoints:\n");
        for (String name : overHttp()) {
            Greeting greeting = GREETINGS.get(name);
            Map<String, String> options = new LinkedHashMap<>(greeting.fixture().options());
            if (greeting.answered()) {
                options.computeIfPresent(
                        "learn_until",
                        (option, time) -> Instant.now().plusSeconds(3600).toString());
            }
            yaml.append(HandshakeRig.endpoint(
                    name, greeting.provider(), greeting.fixture().secrets(), options));
        }
        gateway = Gateway.start(GatewayRig.config(directory, Map.of(), yaml.toString()), parts -> CONFIRMER);
    }

    @AfterAll
    static void stop() {
        if (gateway != null) {
            gateway.close();
        }
    }

    @Test
    void everyHandshakeOfTheCatalogueIsAmongThem() {
        List<String> answered = GREETINGS.values().stream()
                .filter(Greeting::answered)
                .map(greeting ->
                        greeting.provider() + ": " + greeting.expected().get("name"))
                .toList();
        List<String> known = Catalogue.standard().names().stream()
                .flatMap(provider -> recipe(provider).handshakeNames().stream().map(name -> provider + ": " + name))
                .toList();
        assertThat(known).hasSizeGreaterThan(15);
        assertThat(answered).containsAll(known);
    }

    @ParameterizedTest
    @MethodSource("overHttp")
    void aHandshakeIsAnsweredAsItsFixtureSaysAndIsNeverAnEvent(String name) {
        Greeting greeting = GREETINGS.get(name);
        RawAnswer answer = HandshakeRig.send(gateway, name, fresh(greeting));

        assertThat((long) answer.status()).isEqualTo(greeting.expected().get("status"));
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header line : answer.headers()) {
            if (!List.of("date", "content-length").contains(line.name().toLowerCase(Locale.ROOT))) {
                headers.put(line.name(), line.value());
            }
        }
        assertThat(headers).isEqualTo(greeting.expected().get("headers"));
        assertThat(answer.body()).isEqualTo(greeting.expected().get("body"));
        assertThat(CONFIRMER.taken()).isEqualTo(greeting.calls());
        List<DeliverySummary> kept = gateway.inbox()
                .reader()
                .deliveries(DeliveryQuery.all().endpoint(name))
                .items();
        assertThat(kept)
                .singleElement()
                .satisfies(delivery -> assertThat(delivery.kind()).isEqualTo(DeliveryKind.HANDSHAKE));
        assertThat(gateway.inbox()
                        .reader()
                        .events(EventQuery.all().endpoint(name))
                        .items())
                .isEmpty();
    }

    /** The request, signed for this moment where it is signed. */
    private static Request fresh(Greeting greeting) {
        Fixture fixture = greeting.fixture();
        if (!fixture.valid() || fixture.secrets().isEmpty()) {
            return fixture.request();
        }
        try {
            long now = System.currentTimeMillis();
            Recipe recipe = recipe(greeting.provider());
            Request signed = recipe.signer(fixture.secrets().get(0), fixture.options())
                    .sign(fixture.request(), Names.none(), now);
            // A public key may have the form of a private one.
            boolean fits = recipe.verifier(fixture.secrets(), fixture.options())
                    .verify(signed, now)
                    .accepted();
            return fits ? signed : fixture.request();
        } catch (IllegalArgumentException e) {
            // Its proof stands where nothing can be signed anew, and does not age.
            return fixture.request();
        }
    }

    private static Recipe recipe(String provider) {
        return Catalogue.standard().find(provider).orElseThrow();
    }
}
