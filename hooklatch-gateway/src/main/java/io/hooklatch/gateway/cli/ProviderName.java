package io.hooklatch.gateway.cli;

import io.hooklatch.gateway.cli.shell.CommandFailure;
import io.hooklatch.gateway.cli.shell.ExitCode;
import io.hooklatch.gateway.log.OneLine;
import io.hooklatch.recipe.Catalogue;
import io.hooklatch.recipe.Recipe;
import java.util.List;

/** A provider as it is named on a command line. */
final class ProviderName {
    private ProviderName() {}

    /**
     * The recipe of this name or alias.
     *
     * @throws CommandFailure when there is none, with the nearest names, or the reason why there cannot be one
     */
    static Recipe recipe(String name) throws CommandFailure {
        Catalogue catalogue = Catalogue.standard();
        return catalogue.find(name).orElseThrow(() -> unknown(catalogue, name));
    }

    private static CommandFailure unknown(Catalogue catalogue, String name) {
        String impossible = catalogue.impossible().getOrDefault(name, "");
        List<String> near = catalogue.nearest(name);
        String hint = near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?";
        return new CommandFailure(
                ExitCode.USAGE,
                "provider " + OneLine.quote(name) + " is not in the catalogue"
                        + (impossible.isEmpty() ? hint : ": it " + impossible));
    }
}
