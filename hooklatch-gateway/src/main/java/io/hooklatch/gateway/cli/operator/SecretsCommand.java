package io.hooklatch.gateway.cli.operator;

import io.hooklatch.gateway.cli.access.Api;
import io.hooklatch.gateway.cli.access.LocalUser;
import io.hooklatch.gateway.cli.access.OwnStore;
import io.hooklatch.gateway.cli.access.Reach;
import io.hooklatch.gateway.cli.data.Doc;
import io.hooklatch.gateway.cli.shell.CommandFailure;
import io.hooklatch.gateway.cli.shell.ExitCode;
import io.hooklatch.gateway.log.OneLine;
import io.hooklatch.gateway.render.OperationJson;
import io.hooklatch.message.Action;
import io.hooklatch.message.Actor;
import io.hooklatch.store.OperationQuery;
import io.hooklatch.store.StoreException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code hooklatch secrets show} and {@code secrets forget}: what an endpoint learnt from a handshake. The secret itself is
 * never shown.
 */
@Command(
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:shown or forgotten",
            "1:the endpoint has learnt none",
            Exits.USAGE,
            "3:the gateway cannot be reached, or the inbox cannot be opened: a gateway holds it, or there is none"
        })
abstract class SecretsCommand implements Callable<Integer> {
    @Mixin
    private Reach reach;

    @Parameters(paramLabel = "ENDPOINT", description = "The name of the endpoint.")
    private String endpoint = "";

    @Option(names = "--json", description = "One JSON object: what is known of the secret; of forget, the operation.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private SecretsCommand(Reach reach) {
        this.reach = reach;
    }

    static CommandLine show(Reach reach) {
        return of("show", "Whether an endpoint has learnt a secret, and which by its fingerprint.", new Show(reach));
    }

    static CommandLine forget(Reach reach) {
        return of("forget", "Forget the secret of an endpoint, so that it can learn another.", new Forget(reach));
    }

    private static CommandLine of(String name, String text, SecretsCommand made) {
        CommandLine command = new CommandLine(made);
        command.getCommandSpec().name(name);
        command.getCommandSpec().usageMessage().description(text);
        return command;
    }

    @Override
    public Integer call() throws CommandFailure {
        try {
            return run(reach, endpoint, json, spec.commandLine().getOut());
        } catch (StoreException e) {
            throw new CommandFailure(ExitCode.CANNOT_START, String.valueOf(e.getMessage()), e);
        }
    }

    abstract int run(Reach reach, String endpoint, boolean json, PrintWriter out) throws CommandFailure;

    static int none(String endpoint, PrintWriter out) {
        out.println("endpoint " + OneLine.quote(endpoint) + " has learnt no secret");
        return ExitCode.FAILED;
    }

    private static final class Show extends SecretsCommand {
        Show(Reach reach) {
            super(reach);
        }

        @Override
        int run(Reach reach, String endpoint, boolean json, PrintWriter out) throws CommandFailure {
            Optional<Doc> found = SecretsListCommand.all(reach, Optional.of(endpoint)).stream()
                    .filter(secret -> secret.or("endpoint", "").equals(endpoint))
                    .findFirst();
            if (json) {
                out.println(found.orElseGet(() -> Doc.of(Map.of("endpoint", endpoint)))
                        .json());
                return found.isPresent() ? ExitCode.OK : ExitCode.FAILED;
            }
            if (found.isEmpty()) {
                return none(endpoint, out);
            }
            out.println("endpoint     " + OneLine.quote(endpoint));
            out.println("secret       learnt, and kept encrypted");
            out.println("handshake    " + found.get().or("handshake_at", "no longer known"));
            out.println("fingerprint  " + found.get().or("fingerprint", "?"));
            return ExitCode.OK;
        }
    }

    private static final class Forget extends SecretsCommand {
        @Mixin
        private Consent consent = new Consent();

        Forget(Reach reach) {
            super(reach);
        }

        @Override
        int run(Reach reach, String endpoint, boolean json, PrintWriter out) throws CommandFailure {
            String why = consent.why();
            Doc done = reach.running() ? byGateway(reach, endpoint, why) : here(reach, endpoint, why);
            boolean was = done.number("changed").orElse(0L) > 0;
            if (json) {
                out.println(done.json());
                return was ? ExitCode.OK : ExitCode.FAILED;
            }
            if (!was) {
                return none(endpoint, out);
            }
            out.println("forgotten; the next handshake before learn_until teaches endpoint " + OneLine.quote(endpoint)
                    + " another secret");
            return ExitCode.OK;
        }

        private static Doc byGateway(Reach reach, String endpoint, String why) throws CommandFailure {
            return reach.gateway().post("/secrets/" + Api.encoded(endpoint) + "/forget", Doc.of(Map.of("reason", why)));
        }

        private static Doc here(Reach reach, String endpoint, String why) throws CommandFailure {
            try (OwnStore own = reach.own()) {
                var store = own.opened().store();
                Actor actor = LocalUser.actor();
                own.upkeep()
                        .forgetSecret(endpoint, actor, why, () -> store.forgetSecret(endpoint))
                        .toCompletableFuture()
                        .join();
                return own
                        .opened()
                        .audited()
                        .reader()
                        .operations(OperationQuery.all()
                                .action(Action.FORGET_SECRET)
                                .actor(actor.name()))
                        .items()
                        .stream()
                        .filter(operation -> operation.selection().equals("endpoint " + endpoint))
                        .findFirst()
                        .map(operation -> Doc.of(OperationJson.operation(operation)))
                        .orElseThrow();
            } catch (CompletionException e) {
                if (e.getCause() instanceof StoreException failure) {
                    throw failure;
                }
                throw e;
            }
        }
    }
}
