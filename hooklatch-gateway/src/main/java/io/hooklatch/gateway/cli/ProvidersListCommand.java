package io.hooklatch.gateway.cli;

import io.hooklatch.gateway.cli.shell.ExitCode;
import io.hooklatch.gateway.cli.shell.Table;
import io.hooklatch.gateway.log.OneLine;
import io.hooklatch.recipe.Catalogue;
import io.hooklatch.recipe.Metadata;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hooklatch providers list}. */
@Command(
        name = "list",
        description = "Every provider with its tier, how it signs, and its other names.",
        mixinStandardHelpOptions = true)
final class ProvidersListCommand implements Callable<Integer> {
    private final Catalogue catalogue = Catalogue.standard();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", description = "As JSON: a list of objects with name, version, tier, scheme and aliases.")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<Metadata> all = catalogue.names().stream()
                .map(name -> catalogue.metadata(name).orElseThrow())
                .toList();
        if (json) {
            out.println(all.stream().map(this::object).toList().toString().replace("}, {", "},\n {"));
            return ExitCode.OK;
        }
        Table table = new Table("PROVIDER", "TIER", "SCHEME", "ALIASES");
        for (Metadata one : all) {
            table.row(List.of(one.name(), one.tier().text(), scheme(one), String.join(", ", one.aliases())));
        }
        table.print(out);
        out.println();
        long curated =
                all.stream().filter(one -> one.tier().text().equals("curated")).count();
        out.println(all.size() + " providers, " + curated + " curated, " + (all.size() - curated) + " community");
        return ExitCode.OK;
    }

    private String object(Metadata one) {
        return "{\"name\": " + OneLine.quote(one.name()) + ", \"version\": " + OneLine.quote(one.version())
                + ", \"tier\": " + OneLine.quote(one.tier().text()) + ", \"scheme\": " + OneLine.quote(scheme(one))
                + ", \"aliases\": " + one.aliases().stream().map(OneLine::quote).toList() + "}";
    }

    private String scheme(Metadata one) {
        return catalogue.find(one.name()).orElseThrow().describe().proof();
    }
}
