package io.hooklatch.gateway.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.gateway.Gateway;
import io.hooklatch.gateway.GatewayRig;
import io.hooklatch.gateway.access.KeyText;
import io.hooklatch.gateway.cli.CliRig;
import io.hooklatch.gateway.cli.data.Doc;
import io.hooklatch.gateway.cli.shell.Prompt;
import io.hooklatch.gateway.config.GatewayConfig;
import io.hooklatch.gateway.secret.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Every command of operators with {@code --json}, both ways: JSON comes out, and nothing beside it. */
class JsonOutputTest {
    private static final String KEY = "hlk_" + "0".repeat(8) + "_" + "1".repeat(64);

    /** These give one object on each line, the others one object. */
    private static final Set<String> LINES = Set.of(
            "endpoints list",
            "handlers list",
            "deliveries list",
            "events list",
            "dispatches list",
            "audit list",
            "secrets list",
            "tail");

    /** Nobody has these, so that an operation on them takes its time and changes nothing. */
    private static final String NOBODYS =
            IntStream.range(10, 60).mapToObj(i -> "evt_00000000000" + i).collect(Collectors.joining(" "));

    @TempDir
    Path directory;

    private final CliRig cli = new CliRig().with("HOOKLATCH_KEY", KEY);
    private final Set<String> typed = new TreeSet<>();
    private List<String> way = List.of();
    private StoreRig.Filled filled;

    @Test
    void everyCommandHasTheOption() {
        commands()
                .forEach((name, command) -> assertThat(command.getCommandSpec().findOption("--json"))
                        .as(name)
                        .isNotNull());
    }

    @Test
    void whatComesOutIsJsonAndNothingElse() throws Exception {
        filled = StoreRig.filled(directory);
        String left;
        try (Gateway gateway = Gateway.start(config())) {
            way = List.of("--url", "http://127.0.0.1:" + gateway.adminPort());
            StoreRig.done(gateway.inbox().store().keepSecret("shop", new byte[] {1, 2, 3}));
            reads();
            acts();
            assertThat(json(0, "secrets show", "shop").text("fingerprint")).isPresent();
            assertThat(json(0, "secrets forget", "shop --why x").text("action")).hasValue("forget_secret");
            json(0, "audit watch", json(0, "audit list", "--action ignore").or("id", ""));
            String running = json(0, "ignore", NOBODYS + " --rate 1 --detach --yes --why x")
                    .or("id", "");
            assertThat(json(0, "audit cancel", running + " --why x").text("state"))
                    .hasValue("cancelled");
            assertThat(json(0, "backup", "one.db --why x").text("action")).hasValue("backup");
            Path position = directory.resolve("position");
            json(0, "tail", "--since 2020-01-01 --max 1 --position " + position);
            assertThat(json(0, "prune", "--preview").number("deliveries")).hasValue(1L);
            assertThat(json(0, "prune", "--yes --why x").text("action")).hasValue("prune");
            left = json(0, "ignore", NOBODYS + " --rate 1 --detach --yes --why x")
                    .or("id", "");
            all("restore");
        }
        way = List.of("-c", directory.resolve("hooklatch.yaml").toString());
        json(0, "audit cancel", left + " --why x");
        reads();
        acts();
        assertThat(json(1, "secrets show", "shop").fields()).containsOnlyKeys("endpoint");
        assertThat(json(1, "secrets forget", "shop --why x").number("changed")).hasValue(0L);
        assertThat(json(0, "prune", "--yes --why x").number("count")).hasValue(0L);
        String copy = directory.resolve("copy.db").toString();
        Doc taken = json(0, "backup", copy + " --why x");
        assertThat(taken.text("file")).hasValue(copy);
        assertThat(taken.text("key_file")).hasValue(copy + ".key");
        assertThat(taken.number("bytes"))
                .hasValueSatisfying(bytes -> assertThat(bytes).isPositive());
        Doc restored = json(0, "restore", copy + " --yes --why x");
        assertThat(restored.texts("moved_aside")).isNotEmpty();
        assertThat(restored.doc("dispatches").orElseThrow().number("queued")).isPresent();
        all("tail", "audit watch");
    }

    private void reads() {
        json(0, "endpoints list", "");
        assertThat(json(0, "endpoints show", "shop").text("name")).hasValue("shop");
        json(0, "handlers list", "");
        json(0, "deliveries list", "");
        json(0, "deliveries show", filled.accepted().toString());
        json(0, "events list", "");
        json(0, "events show", filled.event());
        json(0, "dispatches show", json(0, "dispatches list", "").or("id", ""));
        json(0, "stats", "");
        json(0, "secrets list", "");
        assertThat(json(0, "verify", "").docs("findings")).isEmpty();
        Path file = directory.resolve(way.get(0) + ".jsonl");
        assertThat(json(0, "export events", file + " --why x").text("file")).hasValue(file.toString());
        assertThat(json(0, "export deliveries", file + ".2 --why x").number("count"))
                .isPresent();
    }

    private void acts() {
        assertThat(json(0, "replay", "--state superseded --why x").number("count"))
                .hasValue(0L);
        json(0, "replay", filled.event() + " --preview");
        assertThat(json(0, "replay", filled.event() + " --why x").text("state")).hasValue("done");
        assertThat(json(0, "reverify", "--endpoint shop --preview").fields()).containsKey("count");
        json(0, "requeue", "--everything --yes --why x");
        assertThat(json(0, "ignore", "--everything --yes --why x").text("state"))
                .hasValue("done");
        json(0, "pause", "endpoint shop --why x");
        json(0, "resume", "endpoint shop --why x");
        json(0, "audit show", json(0, "audit list", "").or("id", ""));
    }

    /** Runs it, and returns the first object of what came out. */
    private Doc json(int exitCode, String command, String arguments) {
        typed.add(command);
        List<String> all = new ArrayList<>(List.of(command.split(" ")));
        if (!arguments.isEmpty()) {
            all.addAll(List.of(arguments.split(" ")));
        }
        all.addAll(way);
        all.add("--json");
        CliRig.Run run = cli.run(all.toArray(String[]::new));
        assertThat(run.exitCode()).as(all + "\n" + run.out() + run.err()).isEqualTo(exitCode);
        List<Doc> docs = run.out().lines().map(Doc::parse).toList();
        if (!LINES.contains(command)) {
            assertThat(docs).as(command).hasSize(1);
        }
        return docs.isEmpty() ? Doc.of(Map.of()) : docs.get(0);
    }

    /** Every command was typed but these. */
    private void all(String... without) {
        Set<String> names = new TreeSet<>(commands().keySet());
        names.removeAll(Set.of(without));
        assertThat(typed).isEqualTo(names);
        typed.clear();
    }

    private static Map<String, CommandLine> commands() {
        CommandLine root = new CommandLine(CommandSpec.create());
        new OperatorCommands(Map.of(), Prompt.NOBODY).addTo(root);
        Map<String, CommandLine> commands = new TreeMap<>();
        collect("", root, commands);
        return commands;
    }

    private static void collect(String name, CommandLine command, Map<String, CommandLine> commands) {
        if (command.getSubcommands().isEmpty()) {
            commands.put(name, command);
        }
        command.getSubcommands().forEach((word, below) -> collect((name + " " + word).strip(), below, commands));
    }

    private GatewayConfig config() throws Exception {
        Files.createDirectory(directory.resolve("backups"));
        return GatewayRig.config(
                directory,
                Map.of(),
                "admin: {listen: \"127.0.0.1:0\", backup_directory: backups, keys: [{name: root, role: admin, sha256: "
                        + KeyText.sha256(Secret.of(KEY)) + "}]}\n",
                "endpoints: {shop: {unverified: true}}\nretention: {refused: 1d}\n");
    }
}
