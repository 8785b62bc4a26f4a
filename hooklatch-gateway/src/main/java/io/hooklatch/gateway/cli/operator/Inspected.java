package io.hooklatch.gateway.cli.operator;

import io.hooklatch.gateway.cli.access.Api;
import io.hooklatch.gateway.cli.access.LocalUser;
import io.hooklatch.gateway.cli.access.OwnStore;
import io.hooklatch.gateway.cli.access.Reach;
import io.hooklatch.gateway.cli.data.Doc;
import io.hooklatch.gateway.cli.shell.CommandFailure;
import io.hooklatch.gateway.cli.shell.ExitCode;
import io.hooklatch.gateway.config.StoreConfig;
import io.hooklatch.gateway.render.OperationJson;
import io.hooklatch.gateway.render.UpkeepJson;
import io.hooklatch.jdbc.SqliteBackup;
import io.hooklatch.store.Flaw;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** An inbox that is looked through for what does not fit together, by whoever can. */
interface Inspected {
    /** Where it is. */
    String name();

    /** Everything that is wrong, as the admin API has it. Blocks. */
    Doc look() throws CommandFailure, InterruptedException;

    /** Mends what can be mended, and returns the operation. Blocks. */
    Doc repair(String why) throws CommandFailure, InterruptedException;

    /** By this process. A file is looked at with reads only, whoever holds it. */
    static Inspected here(StoreConfig place) throws CommandFailure {
        Reach.require(place);
        return new Here(place);
    }

    /** By this process. */
    record Here(StoreConfig place) implements Inspected {
        @Override
        public String name() {
            return place.describe();
        }

        @Override
        public Doc look() throws CommandFailure {
            InstantSource clock = InstantSource.system();
            long startedAt = clock.millis();
            List<Flaw> flaws = flaws();
            return Doc.of(UpkeepJson.verification("done", startedAt, Optional.of(clock.millis()), "", flaws));
        }

        private List<Flaw> flaws() throws CommandFailure {
            if (place instanceof StoreConfig.Sqlite sqlite) {
                return SqliteBackup.verify(sqlite.file());
            }
            try (OwnStore own = Reach.own(place)) {
                return own.opened().checkable().check();
            }
        }

        @Override
        public Doc repair(String why) throws CommandFailure {
            try (OwnStore own = Reach.own(place)) {
                return Doc.of(
                        OperationJson.operation(own.upkeep().repair(own.opened().checkable(), LocalUser.actor(), why)));
            }
        }
    }

    /** By a running gateway. */
    final class ByGateway implements Inspected {
        private static final long FIRST_MILLIS = 50;
        private static final long LONGEST_MILLIS = 1000;

        private final Api gateway;

        ByGateway(Reach reach) throws CommandFailure {
            this.gateway = reach.gateway();
        }

        @Override
        public String name() {
            return gateway.base().toString();
        }

        @Override
        public Doc look() throws CommandFailure, InterruptedException {
            Doc look = ended("/verify", gateway.post("/verify", Doc.of(Map.of())));
            if (look.or("state", "").equals("failed")) {
                throw new CommandFailure(ExitCode.CANNOT_START, look.or("detail", "the look through the inbox failed"));
            }
            return look;
        }

        @Override
        public Doc repair(String why) throws CommandFailure, InterruptedException {
            Doc begun = gateway.post("/verify/repair", Doc.of(Map.of("reason", why)));
            return ended("/operations/" + Api.encoded(begun.or("id", "")), begun);
        }

        private Doc ended(String path, Doc begun) throws CommandFailure, InterruptedException {
            Doc now = begun;
            long wait = FIRST_MILLIS;
            CountDownLatch never = new CountDownLatch(1);
            while (now.or("state", "").equals("running")) {
                never.await(wait, TimeUnit.MILLISECONDS);
                wait = Math.min(LONGEST_MILLIS, wait * 2);
                now = gateway.get(path);
            }
            return now;
        }
    }
}
