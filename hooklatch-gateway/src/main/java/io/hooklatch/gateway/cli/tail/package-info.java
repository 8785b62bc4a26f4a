/**
 * Following what an inbox receives, and passing it on to a local program.
 * Open {@link io.hooklatch.gateway.cli.tail.Tail} first.
 */
@NullMarked
package io.hooklatch.gateway.cli.tail;

import org.jspecify.annotations.NullMarked;
