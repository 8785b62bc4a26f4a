package io.hooklatch.gateway.cli;

import io.hooklatch.diagnosis.Budget;
import io.hooklatch.diagnosis.Diagnoser;
import io.hooklatch.diagnosis.Refusal;
import io.hooklatch.diagnosis.Setup;
import io.hooklatch.gateway.cli.shell.CommandFailure;
import io.hooklatch.gateway.cli.shell.ExitCode;
import io.hooklatch.gateway.log.OneLine;
import io.hooklatch.message.Diagnosis;
import io.hooklatch.message.Verdict;
import io.hooklatch.recipe.Catalogue;
import io.hooklatch.recipe.Recipe;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hooklatch diagnose}. */
@Command(
        name = "diagnose",
        description = "Say whether a captured request verifies and, if not, why. Offline; nothing is sent or stored.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the request verifies", "1:it is refused", "2:the command line or the file is wrong"})
final class DiagnoseCommand implements Callable<Integer> {
    /** A person waits for one answer, so it may be looked for longer than in a running inbox. */
    private static final Budget BUDGET = new Budget(20_000, 1L << 30);

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "PROVIDER",
            description =
                    "Who should have signed: a name of the catalogue, as stripe, or the file of a recipe, as acme.json.")
    private String provider = "";

    @Option(
            names = "--request",
            paramLabel = "FILE",
            required = true,
            description = "The request: raw HTTP/1.1, an HTTP archive (HAR) or a fixture.")
    private Path request = Path.of("");

    @Option(
            names = "--secret",
            paramLabel = "SECRET",
            description =
                    "What is configured; may be repeated. Without it that of a fixture, or the environment variable"
                            + " HOOKLATCH_SECRET, which other users of the machine cannot see.")
    private List<String> secrets = new ArrayList<>();

    @Option(names = "--retired", paramLabel = "SECRET", description = "A former secret; may be repeated.")
    private List<String> retired = new ArrayList<>();

    @Option(names = "--url", paramLabel = "URL", description = "The public URL as configured, where it is signed.")
    private @Nullable String url;

    @Option(names = "--option", paramLabel = "NAME=VALUE", description = "An option of the recipe; may be repeated.")
    private Map<String, String> options = new HashMap<>();

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description =
                    "When it arrived, as 2026-03-01T12:00:00Z or in seconds since 1970; else what the file says, or now.")
    private @Nullable String at;

    @Option(names = "--entry", paramLabel = "N", description = "Which request of an archive, from 1.")
    private int entry;

    DiagnoseCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws CommandFailure {
        CapturedRequest captured = CapturedRequest.read(request, entry);
        Recipe recipe = recipe();
        Setup here = new Setup("here", recipe, secrets(captured), retired, options(recipe, captured));
        long time = time(captured);
        Verdict verdict = verdict(here, captured, time);
        PrintWriter out = spec.commandLine().getOut();
        if (verdict.accepted()) {
            out.println("verdict     verified by secret " + verdict.keyId().orElse("1") + " as " + recipe.name());
            return ExitCode.OK;
        }
        Diagnosis found = new Diagnoser(DiagnoseCommand::known, BUDGET)
                .diagnose(new Refusal(here, List.of(), captured.request(), verdict, time));
        out.println("verdict     refused: " + OneLine.quote(verdict.detail()));
        out.println("cause       " + found.cause().text());
        out.println("confidence  " + found.confidence().text());
        out.println("evidence    " + printable(found.evidence()));
        out.println("fix         " + printable(found.fix()));
        return ExitCode.FAILED;
    }

    private Recipe recipe() throws CommandFailure {
        Catalogue catalogue = Catalogue.standard();
        Optional<Recipe> found = catalogue.find(provider);
        if (found.isPresent()) {
            return found.get();
        }
        if (provider.endsWith(".json")) {
            Path file = Path.of(provider);
            try {
                return Recipe.parse(String.valueOf(file.getFileName()).replace(".json", ""), Files.readString(file));
            } catch (IOException e) {
                throw new CommandFailure(ExitCode.USAGE, "recipe " + provider + " cannot be read", e);
            } catch (IllegalArgumentException e) {
                throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
            }
        }
        List<String> near = catalogue.nearest(provider);
        throw new CommandFailure(
                ExitCode.USAGE,
                "provider " + OneLine.quote(provider) + " is not in the catalogue"
                        + (near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?"));
    }

    private List<String> secrets(CapturedRequest captured) throws CommandFailure {
        if (!secrets.isEmpty()) {
            return secrets;
        }
        if (!captured.secrets().isEmpty()) {
            return captured.secrets();
        }
        String found = environment.getOrDefault("HOOKLATCH_SECRET", "");
        if (found.isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, "--secret is missing: give it, or set HOOKLATCH_SECRET");
        }
        return List.of(found);
    }

    /** Where a URL is needed and none is given, the one that the request itself tells; recipes of data take it themselves. */
    private Map<String, String> options(Recipe recipe, CapturedRequest captured) {
        Map<String, String> all = new HashMap<>(captured.options());
        all.putAll(options);
        if (url != null) {
            all.put("url", url);
        } else if (recipe.optionNames().contains("url") && !recipe.signsUrl() && !all.containsKey("url")) {
            String host = captured.request().headers().first("host").orElse("localhost");
            all.put("url", "http://" + host + captured.request().path());
        }
        return all;
    }

    private long time(CapturedRequest captured) throws CommandFailure {
        if (at == null) {
            return captured.receivedAt().orElseGet(() -> InstantSource.system().millis());
        }
        try {
            return at.matches("[0-9]{1,11}")
                    ? Long.parseLong(at) * 1000
                    : Instant.parse(at).toEpochMilli();
        } catch (DateTimeException e) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--at is " + OneLine.quote(at) + ": write 2026-03-01T12:00:00Z or seconds", e);
        }
    }

    private static Verdict verdict(Setup here, CapturedRequest captured, long time) throws CommandFailure {
        try {
            return here.recipe().verifier(here.secrets(), here.options()).verify(captured.request(), time);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    private static List<Recipe> known() {
        Catalogue catalogue = Catalogue.standard();
        return catalogue.names().stream()
                .map(catalogue::find)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Text that names what a request holds, without what could steer a terminal. */
    private static String printable(String text) {
        String quoted = OneLine.quote(text);
        return quoted.substring(1, quoted.length() - 1).replace("\\\"", "\"").replace("\\\\", "\\");
    }
}
