package io.hooklatch.gateway.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.gateway.Gateway;
import io.hooklatch.gateway.GatewayRig;
import io.hooklatch.gateway.Heard;
import io.hooklatch.gateway.cli.CliRig;
import io.hooklatch.gateway.cli.data.Doc;
import io.hooklatch.gateway.config.GatewayConfig;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import io.hooklatch.recipe.Catalogue;
import io.hooklatch.store.DeliveryQuery;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asks a running gateway, and then its store when it has stopped: the answers are the same. */
class BothWaysTest {
    private static final String SECRET = "whsec_canary-of-both-ways";
    private static final String LOCAL = "admin: {listen: \"127.0.0.1:0\", allow_local_without_key: true}\n";
    private static final String YAML = "endpoints:\n  shop: {provider: stripe, secrets: \"${SECRET}\"}\n";

    private static final Headers TOKEN = Headers.of("Authorization", "Bearer of-the-sender");

    @TempDir
    Path directory;

    /** A diagnosis comes after the answer: only then does nothing change any more. */
    private final Heard heard = new Heard();

    @Test
    void aRunningGatewayAndItsStoreSayTheSame() throws Exception {
        GatewayConfig config = GatewayRig.config(directory, Map.of("SECRET", SECRET), LOCAL, YAML);
        CliRig cli = new CliRig().with("SECRET", SECRET);
        Map<List<String>, String> answers = new LinkedHashMap<>();
        try (Gateway gateway = Gateway.start(config, heard)) {
            Request genuine = signed("{\"id\":\"evt_1\",\"type\":\"invoice.paid\"}");
            gateway.inbox().receive(genuine);
            gateway.inbox().receive(genuine);
            gateway.inbox().receive(genuine.withBody("{}".getBytes(StandardCharsets.UTF_8)));
            heard.diagnosis();
            String[] url = {"--url", "http://127.0.0.1:" + gateway.adminPort()};
            for (String list : List.of("deliveries", "events", "dispatches")) {
                ask(cli, answers, url, list, "list", "--json");
                ask(cli, answers, url, list, "list");
                for (String id : ids(answers.get(List.of(list, "list", "--json")))) {
                    ask(cli, answers, url, list, "show", id, "--json");
                    if (!list.equals("deliveries")) {
                        ask(cli, answers, url, list, "show", id);
                    }
                }
            }
            ask(cli, answers, url, "deliveries", "list", "--json", "--verdict", "refused", "--since", "1h");
            ask(cli, answers, url, "events", "list", "--json", "--type", "invoice.paid", "--state", "unrouted");
            assertThat(run(cli, url, "endpoints", "list").out()).contains("shop", "/webhooks/shop", "stripe@");
            assertThat(run(cli, url, "endpoints", "show", "shop").out()).contains("receives   yes");
            assertThat(run(cli, url, "stats").out()).containsPattern("dispatches unrouted +1");
        }

        assertThat(answers).hasSize(15);
        answers.forEach((arguments, answer) -> {
            List<String> all = new ArrayList<>(arguments);
            all.addAll(List.of("--store", directory.resolve("inbox.db").toString()));
            assertThat(cli.run(all.toArray(String[]::new)).out())
                    .as(arguments.toString())
                    .isEqualTo(answer);
        });
        assertThat(cli.run(
                                "endpoints",
                                "list",
                                "-c",
                                directory.resolve("hooklatch.yaml").toString())
                        .out())
                .contains("shop", "/webhooks/shop", "stripe@");
    }

    @Test
    void whatOperatorsDidAndPausedReadsTheSame() throws Exception {
        try (Gateway wrong = Gateway.start(config("whsec_canary-of-a-wrong-secret"), heard)) {
            wrong.inbox().receive(signed("{\"id\":\"evt_1\",\"type\":\"invoice.paid\"}"));
            heard.diagnosis();
        }
        CliRig cli = new CliRig().with("SECRET", SECRET);
        Map<List<String>, String> answers = new LinkedHashMap<>();
        try (Gateway gateway = Gateway.start(config(SECRET))) {
            String[] url = {"--url", "http://127.0.0.1:" + gateway.adminPort()};
            run(cli, url, "pause", "handler", "log", "--why", "carrier is down");
            run(cli, url, "reverify", "--endpoint", "shop", "--why", "the secret was wrong", "--rate", "9");
            run(cli, url, "replay", delivery(gateway), "--why", "look at it again");
            run(cli, url, "ignore", "--error-text", "none has this", "--why", "nothing fits");
            run(cli, url, "pause", "endpoint", "shop", "--why", "maintenance");
            gateway.inbox()
                    .receive(Request.post("/webhooks/lists", TOKEN, "{\"items\":[{\"id\":\"a\"},{\"id\":\"b\"}]}"));
            for (String list : List.of("deliveries", "events", "dispatches", "audit")) {
                ask(cli, answers, url, list, "list", "--json");
                ask(cli, answers, url, list, "list");
                for (String id : ids(answers.get(List.of(list, "list", "--json")))) {
                    ask(cli, answers, url, list, "show", id, "--json");
                    ask(cli, answers, url, list, "show", id);
                }
            }
            ask(cli, answers, url, "audit", "list", "--json", "--action", "pause", "--state", "done");
            for (String list : List.of("endpoints", "handlers")) {
                ask(cli, answers, url, list, "list", "--json");
                ask(cli, answers, url, list, "list");
            }
            ask(cli, answers, url, "endpoints", "show", "shop");
            ask(cli, answers, url, "reverify", "--everything", "--preview", "--json");
            ask(cli, answers, url, "ignore", "--everything", "--preview", "--json");
        }

        assertThat(answers.get(List.of("endpoints", "show", "shop"))).containsPattern("paused +since .* by opr_");
        assertThat(answers.get(List.of("dispatches", "list", "--json")))
                .contains("\"state\":\"paused\"", "\"delivery_id\":\"dlv_");
        assertThat(answers.get(List.of("audit", "list", "--json")).lines()).hasSize(4);
        assertThat(answers.get(List.of("handlers", "list"))).containsPattern("log +the log +shop .* paused since 20");
        assertThat(answers.values().toString())
                .contains("\"promotion\":{", "promoted ", "\"elements\":[{\"place\":{", "\"sample\":[{")
                .contains("{\"name\":\"Authorization\",\"value\":\"hooklatch-digest:", "\"masked\":true}");
        answers.forEach((arguments, answer) -> {
            List<String> all = new ArrayList<>(arguments);
            all.addAll(List.of("-c", directory.resolve("hooklatch.yaml").toString()));
            assertThat(cli.run(all.toArray(String[]::new)).out())
                    .as(arguments.toString())
                    .isEqualTo(answer);
        });
    }

    private GatewayConfig config(String secret) {
        return GatewayRig.config(directory, Map.of("SECRET", secret), LOCAL, YAML + """
                  lists: {unverified: true, events: json /items, event_id: json /id}
                destinations: {log: {type: log}}
                routes: [{endpoint: shop, to: log}]
                """);
    }

    private static String delivery(Gateway gateway) {
        return gateway.inbox()
                .reader()
                .deliveries(DeliveryQuery.all())
                .items()
                .get(0)
                .id()
                .toString();
    }

    private static void ask(CliRig cli, Map<List<String>, String> answers, String[] url, String... arguments) {
        answers.put(List.of(arguments), run(cli, url, arguments).out());
    }

    private static CliRig.Run run(CliRig cli, String[] url, String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + url.length);
        System.arraycopy(url, 0, all, arguments.length, url.length);
        CliRig.Run run = cli.run(all);
        assertThat(run.exitCode()).as(String.join(" ", all) + "\n" + run.err()).isZero();
        return run;
    }

    private static List<String> ids(String lines) {
        return lines.lines().map(line -> Doc.parse(line).or("id", "")).toList();
    }

    private static Request signed(String body) {
        return Catalogue.standard()
                .find("stripe")
                .orElseThrow()
                .signer(SECRET, Map.of())
                .sign(
                        Request.post("/webhooks/shop", Headers.none(), body),
                        Names.none(),
                        InstantSource.system().millis());
    }
}
