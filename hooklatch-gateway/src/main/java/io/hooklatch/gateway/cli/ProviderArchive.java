package io.hooklatch.gateway.cli;

import io.hooklatch.gateway.cli.shell.CommandFailure;
import io.hooklatch.gateway.cli.shell.ExitCode;
import io.hooklatch.recipe.ProviderFiles;
import java.io.IOException;
import java.io.InputStream;

/** The catalogue's files as this program was built with them, fixtures included. */
final class ProviderArchive {
    private static final String RESOURCE = "/io/hooklatch/gateway/providers.zip";

    private ProviderArchive() {}

    /**
     * Reads them.
     *
     * @throws CommandFailure when the program was built without them
     */
    static ProviderFiles read() throws CommandFailure {
        try (InputStream archive = ProviderArchive.class.getResourceAsStream(RESOURCE)) {
            if (archive == null) {
                throw new CommandFailure(ExitCode.FAILED, "this build holds no catalogue: build it again with Maven");
            }
            return ProviderFiles.packed(archive);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, "the catalogue in this build cannot be read: " + e, e);
        }
    }
}
