/**
 * The configuration file: YAML, bound strictly, every problem with its position.
 * Open {@link io.hooklatch.gateway.config.ConfigFile} first (read a file), then
 * {@link io.hooklatch.gateway.config.GatewayConfig} (what it says).
 */
@NullMarked
package io.hooklatch.gateway.config;

import org.jspecify.annotations.NullMarked;
