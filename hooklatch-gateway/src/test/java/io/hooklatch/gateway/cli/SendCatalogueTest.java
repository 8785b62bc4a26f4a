package io.hooklatch.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.hooklatch.gateway.cli.shell.ExitCode;
import io.hooklatch.message.Header;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import io.hooklatch.recipe.Catalogue;
import io.hooklatch.recipe.Fixture;
import io.hooklatch.recipe.FixtureRunner;
import io.hooklatch.recipe.ProviderFiles;
import io.hooklatch.recipe.Recipe;
import io.hooklatch.recipe.Verifier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sends a sample of every provider of the catalogue over HTTP and verifies what arrives. */
@Tag("slow")
class SendCatalogueTest {
    private static final BlockingQueue<Request> ARRIVED = new LinkedBlockingQueue<>();
    private static final ProviderFiles FILES = ProviderFiles.in(Path.of("..", "providers"));
    /** Code that verifies with certificates and key sets, which the sender's private key alone does not make. */
    private static final Set<String> KEY_DOCUMENTS = Set.of(
            "apple-app-store-v2",
            "aws-sns",
            "circle",
            "constant-contact",
            "ebay",
            "fireblocks-v2",
            "google-pubsub-push",
            "kinde",
            "lago-jwt",
            "neon-auth",
            "paypal",
            "plaid",
            "saleor-jws",
            "shipengine",
            "truelayer",
            "wix");

    private static HttpServer server;

    static List<String> providers() {
        return Catalogue.standard().names();
    }

    @BeforeAll
    static void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            List<Header> lines = new ArrayList<>();
            exchange.getRequestHeaders().forEach((name, values) -> values.forEach(v -> lines.add(new Header(name, v))));
            byte[] body = exchange.getRequestBody().readAllBytes();
            String target = exchange.getRequestURI().toString();
            ARRIVED.add(new Request(exchange.getRequestMethod(), target, Headers.of(lines), body, "192.0.2.1"));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void whatIsSentForAProviderIsVerifiedAsItsOwn(String provider) throws Exception {
        Recipe recipe = Catalogue.standard().find(provider).orElseThrow();
        Fixture valid = new FixtureRunner(FILES).fixtures(provider).get("valid");
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/in");
        List<String> send = new ArrayList<>(List.of("send", provider, "--url", url.toString()));
        boolean unused = valid.secrets().isEmpty();
        boolean keys = recipe.newKeyPair(new SecureRandom()).isPresent();
        if (!keys) {
            send.addAll(List.of(
                    "--secret", unused ? "unused-secret" : valid.secrets().get(0)));
        }
        CliRig.Run first = new CliRig().run(send.toArray(String[]::new));
        if (first.exitCode() == ExitCode.USAGE) {
            assertThat(KEY_DOCUMENTS).contains(provider);
            assertThat(first.err()).containsAnyOf("is no private key", "is no PEM");
            return;
        }
        assertThat(KEY_DOCUMENTS).doesNotContain(provider);
        assertThat(first.err()).isEmpty();
        Request sent = arrived();
        String secret = keys ? publicKey(first.out()) : send.get(send.size() - 1);
        Verifier verifier = recipe.verifier(unused ? List.of() : List.of(secret), options(recipe, url));
        Verdict verdict = verifier.verify(sent, System.currentTimeMillis());
        assertThat(verdict.accepted()).as(verdict.detail()).isTrue();
        assertThat(sent.body().length)
                .as("as long as the real one, or nearly")
                .isGreaterThan(valid.request().body().length / 2);
    }

    private static Map<String, String> options(Recipe recipe, URI url) {
        return new SampleRequest(recipe, FILES).options(url, Map.of());
    }

    private static String publicKey(String out) {
        assertThat(out).startsWith("a new key pair");
        return out.lines()
                .skip(1)
                .takeWhile(line -> !line.startsWith("sending "))
                .collect(Collectors.joining("\n"));
    }

    private static Request arrived() throws InterruptedException {
        Request request = ARRIVED.poll(20, TimeUnit.SECONDS);
        assertThat(request).as("a request within 20 s").isNotNull();
        return request;
    }
}
