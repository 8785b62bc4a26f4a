package io.hooklatch.gateway.config;

import io.hooklatch.gateway.destination.HttpSettings;
import io.hooklatch.work.HandlerPolicy;

/**
 * One destination.
 *
 * @param name unique; the name of its handler
 * @param policy how often, how long and how many at once
 * @param target where it leads
 */
public record DestinationConfig(String name, HandlerPolicy policy, Target target) {

    /** Where a destination leads. */
    public sealed interface Target {
        /** Another HTTP server. */
        record Http(HttpSettings settings) implements Target {}

        /**
         * The log.
         *
         * @param body whether bodies are written too
         */
        record Log(boolean body) implements Target {}
    }
}
