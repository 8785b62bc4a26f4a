package io.hooklatch.gateway.cli;

import io.hooklatch.gateway.cli.shell.CommandFailure;
import io.hooklatch.gateway.cli.shell.ExitCode;
import io.hooklatch.gateway.log.OneLine;
import io.hooklatch.recipe.FixtureResult;
import io.hooklatch.recipe.FixtureRunner;
import io.hooklatch.recipe.ProviderFiles;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hooklatch providers test}. */
@Command(
        name = "test",
        description = "Run every fixture and print what differs.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:every fixture holds", "1:one does not; it is named", "2:the command line is wrong"})
final class ProvidersTestCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            description = "A directory of providers, or that of one; the catalogue in this program unless given.")
    private @Nullable Path directory;

    @Option(
            names = "--prove",
            description =
                    "Spoil each fixture as well, a bit of what is signed and each expected value, and see it fail.")
    private boolean prove;

    @Override
    public Integer call() throws CommandFailure {
        PrintWriter out = spec.commandLine().getOut();
        ProviderFiles files = files();
        FixtureRunner runner = new FixtureRunner(files);
        int passed = 0;
        int failed = 0;
        for (String provider : files.providers()) {
            List<FixtureResult> results = runner.run(provider);
            int broken = print(results, "", out);
            failed += broken;
            passed += results.size() - broken;
            if (prove) {
                failed += print(runner.prove(provider), "cannot fail: ", out);
            }
        }
        out.println(passed + " passed, " + failed + " failed");
        return failed == 0 ? ExitCode.OK : ExitCode.FAILED;
    }

    /** Prints the failures and returns how many there are. */
    private static int print(List<FixtureResult> results, String before, PrintWriter out) {
        int failed = 0;
        for (FixtureResult result : results) {
            if (!result.passed()) {
                failed++;
                out.println("FAILED " + result.provider() + "/" + result.name());
                result.differences().forEach(line -> out.println("       " + before + harmless(line)));
            }
        }
        return failed;
    }

    /** A line may quote a file that somebody else wrote. */
    private static String harmless(String line) {
        String quoted = OneLine.quote(line);
        return quoted.substring(1, quoted.length() - 1).replace("\\\"", "\"").replace("\\\\", "\\");
    }

    private ProviderFiles files() throws CommandFailure {
        if (directory == null) {
            return ProviderArchive.read();
        }
        try {
            return ProviderFiles.in(directory);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
    }
}
