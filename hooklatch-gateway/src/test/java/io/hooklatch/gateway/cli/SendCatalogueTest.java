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
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** Sends a sample of every provider of the catalogue over HTTP and verifies what arrives. */
@Tag("slow")
class SendCatalogueTest {
    private static final BlockingQueue<Request> ARRIVED = new LinkedBlockingQueue<>();
    private static final ProviderFiles FILES = ProviderFiles.in(Path.of("..", "providers"));
    /** Providers that cannot sign, each with the reason. */
    private static final Map<String, String> CANNOT_SIGN = Map.of();

    /** Options that hold keys. */
    private static final Set<String> DOCUMENTS = Set.of("certificates", "certificate_roots", "public_keys", "jwks");

    private static final Set<String> SIGNED = ConcurrentHashMap.newKeySet();
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
    static void everyProviderThatCanSignHasSigned() {
        server.stop(0);
        Set<String> rest = new TreeSet<>(providers());
        rest.removeAll(SIGNED);
        assertThat(rest).as("who cannot sign").isEqualTo(CANNOT_SIGN.keySet());
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
        CliRig.Run run = new CliRig().run(send.toArray(String[]::new));
        if (CANNOT_SIGN.containsKey(provider)) {
            assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).contains(CANNOT_SIGN.get(provider));
            return;
        }
        assertThat(run.err()).isEmpty();
        Request sent = arrived();
        Map<String, String> options = new SampleRequest(recipe, FILES).options(url, Map.of());
        List<String> secrets = unused ? List.of() : List.of(send.get(send.size() - 1));
        if (keys) {
            Map<String, String> made = madeOptions(run.out());
            options.keySet().removeIf(DOCUMENTS::contains);
            options.putAll(made);
            secrets = made.isEmpty() ? List.of(madeKey(run.out())) : List.of();
        }
        Verdict verdict = recipe.verifier(secrets, options).verify(sent, System.currentTimeMillis());
        assertThat(verdict.accepted()).as(verdict.detail()).isTrue();
        assertThat(sent.body().length)
                .as("as long as the real one, or nearly")
                .isGreaterThan(valid.request().body().length / 2);
        SIGNED.add(provider);
    }

    /** The options that a run prints, as it prints them for a configuration in YAML. */
    private static Map<String, String> madeOptions(String out) {
        if (!out.startsWith("a new key pair; the options to configure at the endpoint:")) {
            return Map.of();
        }
        Map<String, String> options = new HashMap<>();
        made(out)
                .forEach(line -> options.put(
                        line.substring(0, line.indexOf(':')),
                        new Yaml().load(line.substring(line.indexOf(':') + 1).strip())));
        return options;
    }

    private static String madeKey(String out) {
        assertThat(out).startsWith("a new key pair; the public key to configure");
        return made(out).collect(Collectors.joining("\n"));
    }

    private static Stream<String> made(String out) {
        return out.lines().skip(1).takeWhile(line -> !line.startsWith("sending "));
    }

    private static Request arrived() throws InterruptedException {
        Request request = ARRIVED.poll(20, TimeUnit.SECONDS);
        assertThat(request).as("a request within 20 s").isNotNull();
        return request;
    }
}
