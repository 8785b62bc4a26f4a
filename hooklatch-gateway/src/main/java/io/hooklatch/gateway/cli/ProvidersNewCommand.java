package io.hooklatch.gateway.cli;

import io.hooklatch.gateway.cli.shell.CommandFailure;
import io.hooklatch.gateway.cli.shell.ExitCode;
import io.hooklatch.recipe.Catalogue;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hooklatch providers new}. */
@Command(
        name = "new",
        description = "Begin a provider: a directory with metadata, a recipe and fixtures that hold, to be edited.",
        mixinStandardHelpOptions = true)
final class ProvidersNewCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "NAME", description = "Lower-case letters, digits and -.")
    private String name = "";

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            defaultValue = "providers",
            description = "The directory of providers; ${DEFAULT-VALUE} unless given. An index.txt there gets a line.")
    private Path directory = Path.of("providers");

    @Override
    public Integer call() throws CommandFailure {
        if (!name.matches("[a-z0-9][a-z0-9-]*")) {
            throw new CommandFailure(ExitCode.USAGE, "NAME: use lower-case letters, digits and -, as in acme-orders");
        }
        if (Catalogue.standard().knows(name)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    name + " is in the catalogue already, as "
                            + Catalogue.standard().find(name).orElseThrow().name() + "; choose another name");
        }
        Path home = directory.resolve(name);
        if (!Files.isDirectory(directory) || Files.exists(home)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    Files.exists(home)
                            ? home + " is there already"
                            : directory + " is no directory: name it with --dir");
        }
        try {
            for (Map.Entry<String, String> file :
                    new ProviderSkeleton(name).files().entrySet()) {
                Path path = home.resolve(file.getKey());
                Files.createDirectories(path.resolve("..").normalize());
                Files.writeString(path, file.getValue(), StandardCharsets.UTF_8);
            }
            index();
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, home + " cannot be written: " + e, e);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(home + " is made. Its fixtures hold for a made-up secret:");
        out.println("  ./hooklatch providers test " + home);
        out.println("docs/new-provider.md says what to do next.");
        return ExitCode.OK;
    }

    private void index() throws IOException {
        Path index = directory.resolve("index.txt");
        if (Files.exists(index)) {
            TreeSet<String> lines = new TreeSet<>(Comparator.comparing(line -> line.replaceFirst(" .*", "")));
            lines.addAll(Files.readAllLines(index, StandardCharsets.UTF_8));
            lines.add(name);
            Files.writeString(index, String.join("\n", lines) + "\n", StandardCharsets.UTF_8);
        }
    }
}
