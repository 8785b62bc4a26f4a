package io.hooklatch.gateway.admin.api.keep;

import io.hooklatch.Hooklatch;
import io.hooklatch.gateway.access.Role;
import io.hooklatch.gateway.admin.api.call.Answer;
import io.hooklatch.gateway.admin.api.call.Call;
import io.hooklatch.gateway.admin.api.call.JsonBody;
import io.hooklatch.gateway.admin.api.call.Problem;
import io.hooklatch.gateway.admin.api.call.Route;
import io.hooklatch.gateway.admin.api.call.Stage;
import io.hooklatch.gateway.render.InboxJson;
import io.hooklatch.gateway.render.Json;
import io.hooklatch.gateway.render.OperationJson;
import io.hooklatch.jdbc.SqliteBackup;
import io.hooklatch.jdbc.SqliteStore;
import io.hooklatch.message.Action;
import io.hooklatch.operate.Upkeep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Backups, which the gateway makes in one directory only. */
public final class BackupRoutes {
    private static final DateTimeFormatter NOW =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** The ends of names that SQLite and the store give to files beside an inbox. */
    private static final List<String> TAKEN =
            List.of(".key", ".new", ".ballast", ".restored", "-wal", "-shm", "-journal");

    private final Hooklatch inbox;
    private final Optional<Path> directory;
    private final InstantSource clock;
    private final Background backups = new Background("backup");
    private final StaleCopies stale;

    /** Of this inbox. */
    public BackupRoutes(Hooklatch inbox, Optional<Path> directory, InstantSource clock) {
        this.inbox = inbox;
        this.directory = directory;
        this.clock = clock;
        this.stale = new StaleCopies(clock.instant());
    }

    /** What can be asked here. */
    public List<Route> routes() {
        return List.of(
                Route.get("/backups", Role.VIEWER, this::list), Route.post("/backups", Role.OPERATOR, this::start));
    }

    private Answer list(Call call) {
        call.noParameters();
        List<Found> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory())) {
            for (Path file : files.toList()) {
                if (Files.exists(Path.of(file + ".key"))) {
                    found.add(new Found(
                            String.valueOf(file.getFileName()),
                            Files.size(file),
                            Files.getLastModifiedTime(file).toMillis()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        found.sort(Comparator.comparingLong(Found::createdAt)
                .thenComparing(Found::name)
                .reversed());
        return Answer.json(InboxJson.list(found, Found::json));
    }

    private record Found(String name, long bytes, long createdAt) {
        Json json() {
            return new Json().put("name", name).put("bytes", bytes).time("created_at", createdAt);
        }
    }

    private Answer start(Call call) {
        call.noParameters();
        JsonBody body = JsonBody.of(call.body());
        String name = body.text("name").orElseGet(() -> "inbox-" + NOW.format(clock.instant()) + ".db");
        String reason = body.remark().orElse(Upkeep.UNSAID);
        body.end();
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
            throw body.wrong(
                    "name",
                    "has to be the name of a file, without a directory: 1 to 100 of A-Z, a-z, 0-9, dot, hyphen and"
                            + " underscore, beginning with a letter or digit");
        }
        String lower = name.toLowerCase(Locale.ROOT);
        for (String end : TAKEN) {
            if (lower.endsWith(end)) {
                throw body.wrong(
                        "name",
                        "\"" + name + "\" ends in " + end + ", as files beside an inbox or a backup do: choose another"
                                + " end, such as .db");
            }
        }
        if (!(inbox.store() instanceof SqliteStore store)) {
            throw Problem.conflict("this inbox is in PostgreSQL, whose own tools back it up: pg_dump, or pg_basebackup"
                            + " with an archive of the log for any point in time")
                    .thrown();
        }
        Path place = directory();
        Path target = place.resolve(name);
        if (Files.exists(target)) {
            throw Problem.conflict("there is a file " + name + " already: choose another name")
                    .thrown();
        }
        return Answer.json(
                202,
                OperationJson.operation(backups.begin(
                        inbox.upkeep(),
                        () -> Stage.done(inbox.upkeep().begin(Action.BACKUP, call.actor(), reason, name)),
                        entry -> {
                            stale.remove(place);
                            return SqliteBackup.take(store, target).bytes() + " bytes";
                        })));
    }

    private Path directory() {
        Path configured = directory.orElseThrow(() -> Problem.conflict(
                        "the gateway may write backups nowhere: set admin.backup_directory to a directory of its own")
                .thrown());
        if (!Files.isDirectory(configured)) {
            throw Problem.conflict("admin.backup_directory names " + configured
                            + ", which is no directory: make it, for the gateway's user only")
                    .thrown();
        }
        return configured;
    }
}
