package io.hooklatch.jdbc.sqlite.file;

import io.hooklatch.store.StoreOpenException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * The files beside an inbox that a restore works with. The copy gets the name {@code .restored} once it is whole and nothing
 * is left to do to it; then the inbox is moved aside, its own file first; then the copy's key and the copy take its place. So
 * wherever it is stopped, the names tell how far it came, and while nothing stands in the inbox's place, that it was stopped.
 */
final class RestoreFiles {
    private static final String ASIDE = ".before-restore";
    private static final String LOG = "-wal";
    private static final String KEY = ".key";

    /** What belongs to an inbox, its own file first. */
    private static final List<String> PARTS = List.of("", LOG, "-journal", KEY);

    private final Path inbox;

    /** @param inbox its real path */
    RestoreFiles(Path inbox) {
        this.inbox = inbox;
    }

    /** One step of a restore. */
    @FunctionalInterface
    interface Moves {
        /** Each is there as a whole, under the one name or the other. */
        Moves ATOMIC = (from, to) -> Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);

        void move(Path from, Path to) throws IOException;
    }

    /** Where the copy is, once it is whole. */
    Path copy() {
        return beside(".restored");
    }

    /** Where it is made. */
    Path draft() {
        return beside(".restored.part");
    }

    /** Whether something stands in the inbox's place; an empty file is nothing. */
    boolean taken() {
        return inbox.toFile().length() > 0;
    }

    /** Why an inbox may be neither opened nor made here, with both ways out: a restore was stopped. */
    Optional<String> stopped() {
        Path log = aside(LOG);
        if (taken()) {
            return Files.exists(log) && Files.notExists(aside("")) && Files.notExists(aside(KEY))
                    ? Optional.of(
                            log + ": it is the log of an inbox that a restore moved aside. If that is the inbox at "
                                    + inbox + " again, move its log to " + inbox + LOG
                                    + ", or what it holds is lost. If not, move"
                                    + " it away")
                    : Optional.empty();
        }
        List<Path> left = left();
        if (left.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(inbox
                + ": it does not exist, since a restore to it was cut off. Restore again to finish that:"
                + " hooklatch restore with the same backup" + (Files.exists(copy()) ? ", or with " + copy() : "") + ". "
                + undo(left));
    }

    private String undo(List<Path> left) {
        StringJoiner moves = new StringJoiner(", ");
        if (Files.notExists(aside(""))) {
            left.forEach(file -> moves.add(file.toString()));
            return "Or, to begin with an empty inbox, move away " + moves;
        }
        for (String part : PARTS) {
            if (Files.exists(aside(part))) {
                moves.add(aside(part) + " to " + beside(part));
            }
        }
        return "Or, to have the former inbox again, move " + moves;
    }

    private List<Path> left() {
        List<Path> left = new ArrayList<>(aside());
        for (Path file : List.of(copy(), KeyFile.of(copy()))) {
            add(left, file);
        }
        drafts().forEach(file -> add(left, file));
        return left;
    }

    private static void add(List<Path> all, Path file) {
        if (Files.exists(file)) {
            all.add(file);
        }
    }

    /** What is moved aside. */
    List<Path> aside() {
        List<Path> aside = new ArrayList<>();
        PARTS.forEach(part -> add(aside, aside(part)));
        return aside;
    }

    /** Refuses what would mix two inboxes. */
    void requireRoomAside() {
        List<Path> aside = aside();
        if (taken() && !aside.isEmpty()) {
            throw new StoreOpenException(aside.get(0) + ": it is left from an earlier restore. Move it away");
        }
        for (String part : PARTS) {
            if (!taken() && !part.isEmpty() && Files.exists(beside(part)) && Files.exists(aside(part))) {
                throw new StoreOpenException(
                        beside(part) + ": it is in the way, and is not of the inbox that a restore moved"
                                + " aside, which has " + aside(part) + ". Move it away");
            }
        }
    }

    /** Whether a restore was stopped after its last move but one. */
    boolean keyAhead() {
        return !taken()
                && Files.exists(copy())
                && Files.notExists(KeyFile.of(copy()))
                && Files.exists(KeyFile.of(inbox));
    }

    /** Takes that move back, so that the copy is whole and what stands beside the inbox is of nobody else. */
    void giveKeyBack() throws IOException {
        Moves.ATOMIC.move(KeyFile.of(inbox), KeyFile.of(copy()));
    }

    /** Removes every copy of a backup, whole or not. */
    void removeCopies() throws IOException {
        for (String part : List.of("", LOG, "-shm", "-journal", KEY)) {
            Files.deleteIfExists(Path.of(copy() + part));
        }
        removeDrafts();
    }

    void removeDrafts() throws IOException {
        for (Path file : drafts()) {
            Files.deleteIfExists(file);
        }
    }

    private List<Path> drafts() {
        List<Path> drafts = new ArrayList<>();
        for (String part : List.of("", LOG, "-shm", "-journal", KEY, ".new", KEY + ".new")) {
            drafts.add(Path.of(draft() + part));
        }
        return drafts;
    }

    /** The copy is whole. */
    void complete(Moves moves) throws IOException {
        moves.move(KeyFile.of(draft()), KeyFile.of(copy()));
        moves.move(draft(), copy());
        sync();
    }

    /** The whole copy takes the inbox's place. */
    void put(Moves moves) throws IOException {
        for (String part : PARTS) {
            if (part.isEmpty() ? taken() : Files.exists(beside(part))) {
                moves.move(beside(part), aside(part));
            }
        }
        Files.deleteIfExists(beside("-shm"));
        sync();
        moves.move(KeyFile.of(copy()), KeyFile.of(inbox));
        moves.move(copy(), inbox);
        sync();
    }

    private void sync() throws IOException {
        Path directory = inbox.getParent();
        if (directory != null) {
            KeyFile.syncDirectory(directory);
        }
    }

    private Path beside(String part) {
        return Path.of(inbox + part);
    }

    private Path aside(String part) {
        return Path.of(inbox + part + ASIDE);
    }
}
