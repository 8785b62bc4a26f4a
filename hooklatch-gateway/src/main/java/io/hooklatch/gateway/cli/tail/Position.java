package io.hooklatch.gateway.cli.tail;

import io.hooklatch.gateway.cli.data.Doc;
import io.hooklatch.gateway.cli.shell.CommandFailure;
import io.hooklatch.gateway.cli.shell.ExitCode;
import io.hooklatch.gateway.render.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How far a tail has come, in a file that is written anew with each message. The last ids are kept too, in case a gateway
 * repeats some.
 */
final class Position {
    private static final int KEPT = 50;

    private final Path file;
    private final Set<String> seen = new LinkedHashSet<>();
    private String after = "";

    private Position(Path file) {
        this.file = file;
    }

    /** What the file says, or the beginning where there is none yet. */
    static Position at(Path file) throws CommandFailure {
        Position position = new Position(file);
        try {
            if (Files.exists(file)) {
                Doc kept = Doc.parse(Files.readString(file));
                position.after = kept.or("after", "");
                position.seen.addAll(kept.texts("seen"));
            }
            return position;
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandFailure(
                    ExitCode.USAGE, "the position in " + file + " cannot be read: remove the file to begin anew", e);
        }
    }

    /** Behind which message to go on; absent at the beginning. */
    Optional<String> after() {
        return Optional.of(after).filter(id -> !id.isEmpty());
    }

    /** Forgets everything: another beginning is asked for. */
    void reset() {
        after = "";
        seen.clear();
    }

    boolean seen(String id) {
        return seen.contains(id);
    }

    /** Keeps where the stream begins, so that what comes from now on is not missed by who leaves before the first of it. */
    void begun(String place) throws CommandFailure {
        if (after.isEmpty()) {
            after = place;
            write();
        }
    }

    /** Keeps that this one was passed on. */
    void passed(String message, String id) throws CommandFailure {
        after = message.isEmpty() ? after : message;
        seen.add(id);
        List<String> kept = new ArrayList<>(seen);
        if (kept.size() > 2 * KEPT) {
            seen.clear();
            seen.addAll(kept.subList(kept.size() - KEPT, kept.size()));
        }
        write();
    }

    /** The file is whole at any time: it is replaced, not written over. */
    private void write() throws CommandFailure {
        Doc doc = Doc.of(new Json().put("after", after).put("seen", List.copyOf(seen)));
        try {
            Path next = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(next, doc.json());
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, "the position cannot be written to " + file, e);
        }
    }
}
