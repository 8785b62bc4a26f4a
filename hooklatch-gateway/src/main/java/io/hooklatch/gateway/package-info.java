/**
 * The inbox as a process of its own.
 * Open {@link io.hooklatch.gateway.Gateway} first (start, stop), then {@code cli.Main} (the commands).
 */
@NullMarked
package io.hooklatch.gateway;

import org.jspecify.annotations.NullMarked;
