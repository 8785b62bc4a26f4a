package io.hooklatch.gateway.cli;

import io.hooklatch.gateway.cli.shell.CommandFailure;
import io.hooklatch.gateway.cli.shell.ExitCode;
import io.hooklatch.gateway.log.OneLine;
import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import io.hooklatch.recipe.Recipe;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hooklatch send}. */
@Command(
        name = "send",
        description = "Post a sample, signed as a provider signs, and print the answer.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:answered with a status of 200 to 299, every copy",
            "1:answered otherwise, or not at all",
            "2:the command line is wrong"
        })
final class SendCommand implements Callable<Integer> {
    private static final Duration STALE_BY = Duration.ofHours(1);

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "PROVIDER", description = "Who signs: a name of the catalogue, as stripe.")
    private String provider = "";

    @Option(
            names = "--secret",
            paramLabel = "SECRET",
            description = "What to sign with; without it the environment variable HOOKLATCH_SECRET is used, which other"
                    + " users of the machine cannot see. Where a provider signs with a private key, one is made and its"
                    + " public key, or the options that hold it, printed.")
    private @Nullable String secret;

    @Option(
            names = "--keys",
            paramLabel = "DIR",
            description = "Keep the key pair that is made in this directory, and sign with it again the next time.")
    private @Nullable Path keys;

    @Option(names = "--url", paramLabel = "URL", required = true, description = "Where to post it.")
    private URI url = URI.create("");

    @Option(names = "--type", paramLabel = "TYPE", description = "The event type; that of the sample unless given.")
    private @Nullable String type;

    @Option(
            names = "--id",
            paramLabel = "ID",
            description = "The event id; a new one unless given. The same id twice is one event.")
    private @Nullable String id;

    @Option(
            names = "--body",
            paramLabel = "FILE",
            description = "Send these bytes; what the provider names in the body must be in them.")
    private @Nullable Path body;

    @Option(names = "--option", paramLabel = "NAME=VALUE", description = "An option of the recipe; may be repeated.")
    private Map<String, String> options = new HashMap<>();

    @Option(
            names = "--copies",
            paramLabel = "N",
            defaultValue = "1",
            description = "Send the same request so many times, to see one event come of it.")
    private int copies = 1;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many copies are on their way at once.")
    private int concurrency = 1;

    @ArgGroup
    private Spoiled spoiled = new Spoiled();

    /** Ways to send what must be refused. */
    static final class Spoiled {
        @Option(names = "--stale", description = "Sign an hour too early, to see it refused.")
        private boolean stale;

        @Option(names = "--tamper", description = "Change one byte after signing, to see it refused.")
        private boolean tamper;

        @Option(names = "--wrong-secret", description = "Sign with another secret, to see it refused.")
        private boolean wrongSecret;
    }

    SendCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        if (secret != null && keys != null) {
            throw new CommandFailure(ExitCode.USAGE, "--secret and --keys: give one of them");
        }
        if (copies < 1 || concurrency < 1) {
            throw new CommandFailure(ExitCode.USAGE, "--copies and --concurrency: give at least 1");
        }
        Recipe recipe = ProviderName.recipe(provider);
        SampleRequest samples = new SampleRequest(recipe, ProviderArchive.read());
        Names names = new Names(
                Optional.of(UUID.randomUUID().toString()),
                Optional.of(id == null ? "evt_" + UUID.randomUUID().toString().replace("-", "") : id),
                Optional.ofNullable(type));
        Request signed = sign(recipe, samples, names, out);
        out.println("sending " + recipe.name() + " event "
                + OneLine.quote(names.eventId().orElse("")) + (type == null ? "" : " of type " + OneLine.quote(type))
                + ", " + signed.body().length + " bytes"
                + (copies == 1 ? "" : ", " + copies + " copies, " + concurrency + " at once"));
        return new Copies(url, signed).send(copies, concurrency, out) ? ExitCode.OK : ExitCode.FAILED;
    }

    private Request sign(Recipe recipe, SampleRequest samples, Names names, PrintWriter out) throws CommandFailure {
        long now = InstantSource.system().millis();
        if (spoiled.stale) {
            Duration tolerance = recipe.tolerance()
                    .orElseThrow(() -> new CommandFailure(
                            ExitCode.USAGE,
                            "--stale: " + recipe.name() + " signs no time, so nothing of it gets stale"));
            now -= tolerance.plus(STALE_BY).toMillis();
        }
        SendSecret secrets = new SendSecret(recipe, environment);
        String right = secrets.right(Optional.ofNullable(secret), Optional.ofNullable(keys), out);
        try {
            Request sample = samples.to(url, names, now);
            Request unsigned = body == null ? sample : sample.withBody(Files.readAllBytes(body));
            Request signed = recipe.signer(
                            spoiled.wrongSecret ? secrets.wrong(right) : right, samples.options(url, options))
                    .sign(unsigned, names, now);
            return spoiled.tamper ? signed.withBody(tampered(signed.body())) : signed;
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, e.getMessage() + known(samples), e);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, "--body: " + body + " cannot be read", e);
        }
    }

    /** Which types would have been possible, when one was asked for. */
    private String known(SampleRequest samples) {
        if (type == null) {
            return "";
        }
        return "; --type: there are samples of "
                + (samples.types().isEmpty() ? "no type" : String.join(", ", samples.types()));
    }

    private static byte[] tampered(byte[] body) throws CommandFailure {
        if (body.length == 0) {
            throw new CommandFailure(ExitCode.USAGE, "--tamper: the body is empty, so there is no byte to change");
        }
        byte[] changed = body.clone();
        changed[changed.length / 2] ^= 1;
        return changed;
    }
}
