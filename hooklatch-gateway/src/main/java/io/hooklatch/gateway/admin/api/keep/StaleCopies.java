package io.hooklatch.gateway.admin.api.keep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The unfinished copies that a gateway leaves behind when it is stopped during a backup. */
final class StaleCopies {
    private static final Logger log = LoggerFactory.getLogger(StaleCopies.class);

    private final FileTime before;

    /** @param before when this gateway started: whatever was written later may be another process's at work */
    StaleCopies(Instant before) {
        this.before = FileTime.from(before);
    }

    /** Removes them. What cannot be removed stays, and is logged: it is in nobody's way but takes room. */
    void remove(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> drafts = files.filter(StaleCopies::draft).toList();
            for (Path draft : drafts) {
                if (Files.getLastModifiedTime(draft).compareTo(before) < 0) {
                    Files.deleteIfExists(draft);
                    log.info("removed {}, which an earlier backup left unfinished", draft);
                }
            }
        } catch (IOException e) {
            log.warn("what earlier backups left unfinished in {} is not removed: {}", directory, e.toString());
        }
    }

    private static boolean draft(Path file) {
        String name = String.valueOf(file.getFileName());
        return (name.endsWith(".db.new") || name.endsWith(".key.new") || besideKey(file, name))
                && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** Of a backup whose name does not end in {@code .db}; its key may have its name already. */
    private static boolean besideKey(Path file, String name) {
        if (!name.endsWith(".new")) {
            return false;
        }
        String backup = name.substring(0, name.length() - ".new".length());
        return Files.exists(file.resolveSibling(backup + ".key.new"))
                || (Files.notExists(file.resolveSibling(backup)) && Files.exists(file.resolveSibling(backup + ".key")));
    }
}
