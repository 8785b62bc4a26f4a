package io.hooklatch.gateway.cli.operator;

import io.hooklatch.gateway.cli.access.Reach;
import io.hooklatch.gateway.cli.shell.CommandFailure;
import io.hooklatch.gateway.cli.shell.ExitCode;
import io.hooklatch.gateway.config.ConfigException;
import io.hooklatch.gateway.config.ConfigFile;
import io.hooklatch.gateway.log.OneLine;
import io.hooklatch.jdbc.SqliteStore;
import io.hooklatch.message.DeliveryKind;
import io.hooklatch.message.DeliverySummary;
import io.hooklatch.store.DeliveryQuery;
import io.hooklatch.store.InboxStore;
import io.hooklatch.store.Page;
import io.hooklatch.store.StoreException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code hooklatch secrets show} and {@code secrets forget}: what an endpoint learnt from a handshake, in an inbox that no
 * gateway holds. The secret itself is never shown.
 */
@Command(
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:shown or forgotten",
            "1:the endpoint has learnt none",
            "2:the command line or the configuration is wrong",
            "3:the inbox cannot be opened: a gateway holds it, or there is none"
        })
final class SecretsCommand implements Callable<Integer> {
    /** Of the digest of what is stored: enough to tell one secret from another, too little to try secrets with. */
    private static final int SHOWN_BYTES = 8;

    private static final int MOST_PAGES = 20;

    private final Map<String, String> environment;
    private final boolean forget;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "ENDPOINT", description = "The name of the endpoint.")
    private String endpoint = "";

    @Option(names = "--store", paramLabel = "FILE", description = "The SQLite file of the inbox.")
    private @Nullable Path store;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The configuration that names it; hooklatch.yaml unless given.")
    private @Nullable Path config;

    private SecretsCommand(Map<String, String> environment, boolean forget) {
        this.environment = Map.copyOf(environment);
        this.forget = forget;
    }

    static CommandLine show(Map<String, String> environment) {
        return of("show", "Whether an endpoint has learnt a secret, and which by its fingerprint.", environment, false);
    }

    static CommandLine forget(Map<String, String> environment) {
        return of("forget", "Forget the secret of an endpoint, so that it can learn another.", environment, true);
    }

    private static CommandLine of(String name, String text, Map<String, String> environment, boolean forget) {
        CommandLine command = new CommandLine(new SecretsCommand(environment, forget));
        command.getCommandSpec().name(name);
        command.getCommandSpec().usageMessage().description(text);
        return command;
    }

    @Override
    public Integer call() throws CommandFailure {
        Path file = file();
        if (!Files.exists(file)) {
            throw new CommandFailure(ExitCode.CANNOT_START, "there is no inbox at " + file);
        }
        PrintWriter out = spec.commandLine().getOut();
        try (InboxStore inbox = SqliteStore.open(file)) {
            Optional<byte[]> sealed = inbox.reader().secret(endpoint);
            if (sealed.isEmpty()) {
                out.println("endpoint " + OneLine.quote(endpoint) + " has learnt no secret");
                return ExitCode.FAILED;
            }
            if (forget) {
                inbox.forgetSecret(endpoint).toCompletableFuture().join();
                out.println("forgotten; the next handshake before learn_until teaches endpoint "
                        + OneLine.quote(endpoint) + " another secret");
                return ExitCode.OK;
            }
            out.println("endpoint     " + OneLine.quote(endpoint));
            out.println("secret       learnt, and kept encrypted");
            out.println(
                    "handshake    " + handshakeAt(inbox).map(Instant::toString).orElse("no longer known"));
            out.println("fingerprint  " + fingerprint(sealed.get()));
            return ExitCode.OK;
        } catch (StoreException e) {
            throw new CommandFailure(ExitCode.CANNOT_START, String.valueOf(e.getMessage()), e);
        }
    }

    private Path file() throws CommandFailure {
        if (store != null && config != null) {
            throw new CommandFailure(ExitCode.USAGE, "--store and --config are two ways to an inbox: give one of them");
        }
        if (store != null) {
            return store;
        }
        Path file = config == null ? Path.of("hooklatch.yaml") : config;
        try {
            return Reach.file(ConfigFile.read(file, environment));
        } catch (ConfigException e) {
            throw new CommandFailure(
                    ExitCode.USAGE, file + " cannot be used:" + System.lineSeparator() + e.getMessage(), e);
        }
    }

    /** When the last handshake was accepted: since the secret is there, only those that brought the same one are. */
    private Optional<Instant> handshakeAt(InboxStore inbox) {
        DeliveryQuery query = DeliveryQuery.all().endpoint(endpoint).limit(DeliveryQuery.MAX_LIMIT);
        for (int page = 0; page < MOST_PAGES; page++) {
            Page<DeliverySummary> found = inbox.reader().deliveries(query);
            Optional<Instant> at = found.items().stream()
                    .filter(delivery -> delivery.kind() == DeliveryKind.HANDSHAKE
                            && delivery.verdict().accepted())
                    .map(delivery -> Instant.ofEpochMilli(delivery.receivedAt()))
                    .findFirst();
            if (at.isPresent() || found.next().isEmpty()) {
                return at;
            }
            query = query.after(found.next().get());
        }
        return Optional.empty();
    }

    private static String fingerprint(byte[] sealed) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(sealed);
            return HexFormat.of().formatHex(Arrays.copyOf(digest, SHOWN_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
