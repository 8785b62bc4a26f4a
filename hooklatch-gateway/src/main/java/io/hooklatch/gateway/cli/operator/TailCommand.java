package io.hooklatch.gateway.cli.operator;

import io.hooklatch.gateway.cli.access.Filters;
import io.hooklatch.gateway.cli.access.Listing;
import io.hooklatch.gateway.cli.access.Operator;
import io.hooklatch.gateway.cli.access.Reach;
import io.hooklatch.gateway.cli.shell.CommandFailure;
import io.hooklatch.gateway.cli.shell.ExitCode;
import io.hooklatch.gateway.cli.tail.Tail;
import io.hooklatch.gateway.cli.tail.TailOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hooklatch tail}. */
@Command(
        name = "tail",
        description = {
            "Follow what a running gateway receives, and pass it on to a local program.",
            "It remembers how far it came, and catches up on what it missed while it was off."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:as many came as were asked for", "1:the position cannot be kept", Exits.USAGE, Exits.REACH})
final class TailCommand implements Callable<Integer> {
    private final Map<String, String> environment;

    @Mixin
    private Reach reach;

    @Parameters(
            arity = "0..1",
            paramLabel = "WHAT",
            description = "deliveries or events (default: ${DEFAULT-VALUE}).",
            defaultValue = "deliveries")
    private String what = "deliveries";

    @Mixin
    private FilterOptions filters = new FilterOptions();

    @Option(
            names = "--forward",
            paramLabel = "URL",
            description =
                    "Send every accepted delivery there, byte for byte as it was received, as to http://localhost:3000."
                            + " The path of the address is taken where it has one, else the delivery's own.")
    private @Nullable String forward;

    @Option(names = "--allow-remote", description = "Let --forward send to another machine.")
    private boolean allowRemote;

    @Option(
            names = "--position",
            paramLabel = "FILE",
            description =
                    "Where to remember how far it came; else a file of its own for each gateway, filters and target"
                            + " in ~/.local/state/hooklatch. With --since it begins there all the same.")
    private @Nullable Path position;

    @Option(names = "--max", paramLabel = "N", description = "End after so many.")
    private long most = Long.MAX_VALUE;

    @Option(names = "--json", description = "One JSON object per line, as the admin API gives them.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    TailCommand(Map<String, String> environment, Reach reach) {
        this.environment = environment;
        this.reach = reach;
    }

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        Listing listing = switch (what) {
            case "deliveries" -> Listing.DELIVERIES;
            case "events" -> Listing.EVENTS;
            default ->
                throw new CommandFailure(ExitCode.USAGE, "tail follows deliveries or events, not \"" + what + "\"");
        };
        if (forward != null && listing != Listing.DELIVERIES) {
            throw new CommandFailure(ExitCode.USAGE, "--forward: what is sent on are deliveries");
        }
        Filters read = filters.read(listing, InstantSource.system());
        if (read.get("until").isPresent()) {
            throw new CommandFailure(ExitCode.USAGE, "--until: a tail has no end; list the past instead");
        }
        try (Operator operator = reach.open()) {
            TailOptions options = new TailOptions(
                    listing,
                    read,
                    Optional.ofNullable(forward),
                    allowRemote,
                    position == null ? usual(operator.place(), read) : position,
                    read.get("from").isPresent(),
                    most,
                    json);
            Tail.of(
                            operator,
                            options,
                            spec.commandLine().getOut(),
                            spec.commandLine().getErr())
                    .run();
        }
        return ExitCode.OK;
    }

    private Path usual(String place, Filters read) throws CommandFailure {
        String state = environment.getOrDefault("XDG_STATE_HOME", "");
        Path home = state.isEmpty()
                ? Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".local", "state")
                : Path.of(state);
        Path directory = home.resolve("hooklatch");
        Map<String, String> key = new TreeMap<>(read.values());
        key.remove("from");
        String all = String.join("\n", place, what, key.toString(), forward == null ? "" : forward);
        try {
            Files.createDirectories(directory);
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return directory.resolve("tail-" + HexFormat.of().formatHex(digest, 0, 8) + ".json");
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.USAGE, "the position cannot be kept in " + directory + ": name a file with --position", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
