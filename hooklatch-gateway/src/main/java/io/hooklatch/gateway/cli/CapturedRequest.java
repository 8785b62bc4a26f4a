package io.hooklatch.gateway.cli;

import io.hooklatch.gateway.cli.shell.CommandFailure;
import io.hooklatch.gateway.cli.shell.ExitCode;
import io.hooklatch.message.Request;
import io.hooklatch.recipe.Fixture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request out of a file: raw HTTP/1.1, an HTTP archive, or a fixture.
 *
 * @param receivedAt when it arrived, in milliseconds since the epoch, where the file says so
 * @param secrets the secrets of a fixture
 * @param options the options of a fixture
 */
record CapturedRequest(Request request, Optional<Long> receivedAt, List<String> secrets, Map<String, String> options) {
    private static final long LARGEST = 256L << 20;

    /**
     * Reads a file of any of the three forms.
     *
     * @param entry which request of an archive, from 1; 0 for the first that has a body
     */
    static CapturedRequest read(Path file, int entry) throws CommandFailure {
        try {
            if (Files.size(file) > LARGEST) {
                throw new CommandFailure(ExitCode.USAGE, "--request: " + file + " is larger than 256 MiB");
            }
            byte[] bytes = Files.readAllBytes(file);
            String text = new String(bytes, StandardCharsets.UTF_8).strip();
            if (!text.startsWith("{")) {
                requireNoEntry(file, entry);
                return captured(RawHttp.request(bytes), Optional.empty());
            }
            if (HarFile.is(text)) {
                return HarFile.request(text, entry);
            }
            requireNoEntry(file, entry);
            Fixture fixture = Fixture.parse(String.valueOf(file.getFileName()), text);
            return new CapturedRequest(
                    fixture.request(), Optional.of(fixture.nowMillis()), fixture.secrets(), fixture.options());
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, "--request: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, "--request: " + file + " cannot be read", e);
        }
    }

    private static void requireNoEntry(Path file, int entry) throws CommandFailure {
        if (entry != 0) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--entry: " + file + " is no archive (HAR) and holds one request: leave it out");
        }
    }

    static CapturedRequest captured(Request request, Optional<Long> receivedAt) {
        return new CapturedRequest(request, receivedAt, List.of(), Map.of());
    }

    /** What it is, never what is in it: a fixture has secrets. */
    @Override
    public String toString() {
        return request.toString();
    }
}
