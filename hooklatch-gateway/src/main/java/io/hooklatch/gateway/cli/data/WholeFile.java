package io.hooklatch.gateway.cli.data;

import io.hooklatch.gateway.cli.shell.CommandFailure;
import io.hooklatch.gateway.cli.shell.ExitCode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A new file for what comes out of an inbox: only its owner may read it, and under its name it is there as a whole or not at
 * all.
 */
public final class WholeFile {
    private WholeFile() {}

    /** Writes what the file is to hold. */
    @FunctionalInterface
    public interface Content {
        /** Called once; the stream is closed by the caller. */
        void write(OutputStream out) throws IOException, CommandFailure;
    }

    /**
     * Makes the file.
     *
     * @throws CommandFailure when it is there already, cannot be written, or the content fails; then nothing is left behind
     */
    public static void write(Path target, Content content) throws CommandFailure {
        Path file = target.toAbsolutePath();
        try {
            if (Files.exists(file)) {
                throw new CommandFailure(
                        ExitCode.FAILED, target + " cannot be written as a new file: it exists. Name another one");
            }
            // A temporary file can be read by its owner only.
            Path draft = Files.createTempFile(file.getParent(), file.getFileName() + ".", ".part");
            try {
                write(content, draft);
                Files.move(draft, file);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED, target + " cannot be written as a new file: " + e.getMessage(), e);
        }
    }

    private static void write(Content content, Path draft) throws IOException, CommandFailure {
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE);
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel))) {
            content.write(out);
            out.flush();
            channel.force(true);
        }
    }
}
