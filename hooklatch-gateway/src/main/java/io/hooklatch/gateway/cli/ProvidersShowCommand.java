package io.hooklatch.gateway.cli;

import io.hooklatch.gateway.cli.shell.CommandFailure;
import io.hooklatch.gateway.cli.shell.ExitCode;
import io.hooklatch.recipe.Catalogue;
import io.hooklatch.recipe.Description;
import io.hooklatch.recipe.Metadata;
import io.hooklatch.recipe.Recipe;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hooklatch providers show}. */
@Command(
        name = "show",
        description = "Everything about one provider: how it signs, its options, its ids, what is known to be weak.",
        mixinStandardHelpOptions = true)
final class ProvidersShowCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "PROVIDER", description = "A name or an alias of the catalogue, as stripe.")
    private String provider = "";

    @Override
    public Integer call() throws CommandFailure {
        Recipe recipe = ProviderName.recipe(provider);
        Metadata about = Catalogue.standard().metadata(recipe.name()).orElseThrow();
        PrintWriter out = spec.commandLine().getOut();
        out.println(recipe.id() + " (" + about.tier().text() + ")");
        out.println(about.description());
        out.println();
        for (List<String> row : rows(recipe, about)) {
            if (!row.get(1).isEmpty()) {
                out.println(row.get(0) + " ".repeat(14 - row.get(0).length()) + row.get(1));
            }
        }
        return ExitCode.OK;
    }

    private static List<List<String>> rows(Recipe recipe, Metadata about) {
        Description words = recipe.describe();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("aliases", String.join(", ", about.aliases())));
        rows.add(List.of("scheme", words.proof()));
        words.places().forEach(place -> rows.add(List.of("found in", place)));
        rows.add(List.of("secret", words.key()));
        rows.add(List.of("freshness", words.freshness()));
        rows.add(List.of("options", String.join(", ", recipe.optionNames())));
        rows.add(List.of("delivery id", words.deliveryId()));
        rows.add(List.of("event id", words.eventId()));
        rows.add(List.of("event type", words.eventType()));
        rows.add(List.of("one event by", words.dedupe()));
        recipe.warnings().forEach(warning -> rows.add(List.of("worth a look", warning)));
        rows.add(List.of("read more", about.docsUrl()));
        return rows;
    }
}
