package io.hooklatch.gateway.render;

import io.hooklatch.work.HandlerPolicy;
import java.util.Optional;

/**
 * A handler as the configuration describes it.
 *
 * @param name unique
 * @param type {@code http} or {@code log}
 * @param origin scheme, host and port of where it sends; never a path, which may be a credential
 * @param selects which events it gets, in words
 * @param policy how often, how long and how many at once
 */
public record HandlerInfo(String name, String type, Optional<String> origin, String selects, HandlerPolicy policy) {}
