package io.hooklatch.gateway.admin.api;

import io.hooklatch.gateway.access.AccessSettings;
import io.hooklatch.gateway.render.HandlerInfo;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * What the API has to know beside the inbox.
 *
 * @param access who may use it
 * @param handlers every handler, in the order of the configuration
 * @param version of the program
 * @param backups where backups go; absent when nothing is said of it
 */
public record ApiSettings(
        AccessSettings access,
        List<HandlerInfo> handlers,
        String version,
        InstantSource clock,
        Optional<Path> backups) {
    public ApiSettings {
        handlers = List.copyOf(handlers);
    }
}
