package io.hooklatch.gateway.cli.operator;

import io.hooklatch.gateway.cli.access.OwnStore;
import io.hooklatch.gateway.cli.access.Reach;
import io.hooklatch.gateway.cli.data.Doc;
import io.hooklatch.gateway.cli.shell.CommandFailure;
import io.hooklatch.gateway.cli.shell.ExitCode;
import io.hooklatch.gateway.cli.shell.Table;
import io.hooklatch.gateway.cli.view.Safe;
import io.hooklatch.gateway.render.SetupJson;
import io.hooklatch.gateway.store.LearntSecret;
import io.hooklatch.receive.Endpoint;
import io.hooklatch.store.InboxReader;
import io.hooklatch.store.StoreException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hooklatch secrets list}. */
@Command(
        name = "list",
        description = "The endpoints that have learnt a secret from a handshake, from a running gateway or with -c.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:listed", Exits.USAGE, Exits.REACH})
final class SecretsListCommand implements Callable<Integer> {
    @Mixin
    private Reach reach;

    @Option(names = "--json", description = "One JSON object on each line.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    SecretsListCommand(Reach reach) {
        this.reach = reach;
    }

    @Override
    public Integer call() throws CommandFailure {
        try {
            print(all(reach, Optional.empty()));
            return ExitCode.OK;
        } catch (StoreException e) {
            throw new CommandFailure(ExitCode.CANNOT_START, String.valueOf(e.getMessage()), e);
        }
    }

    private void print(List<Doc> secrets) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            secrets.stream().map(Doc::json).forEach(out::println);
            return;
        }
        Table table = new Table("ENDPOINT", "LEARNT", "FINGERPRINT");
        for (Doc secret : secrets) {
            table.row(List.of(
                    Safe.line(secret.or("endpoint", "")),
                    Safe.line(secret.or("handshake_at", "no longer known")),
                    Safe.line(secret.or("fingerprint", "?"))));
        }
        table.print(out);
    }

    /**
     * What endpoints have learnt.
     *
     * @param only this one; else those of the configuration
     */
    static List<Doc> all(Reach reach, Optional<String> only) throws CommandFailure {
        if (reach.running()) {
            return reach.gateway().get("/secrets").docs("items");
        }
        List<String> names = only.isPresent()
                ? List.of(only.get())
                : reach.configuration().endpoints().stream().map(Endpoint::name).toList();
        try (OwnStore own = reach.own()) {
            InboxReader reader = own.opened().store().reader();
            return names.stream()
                    .flatMap(name -> LearntSecret.of(reader, name).stream())
                    .map(SetupJson::secret)
                    .map(Doc::of)
                    .toList();
        }
    }
}
