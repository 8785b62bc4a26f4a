/**
 * The commands of {@code hooklatch}.
 * Open {@link io.hooklatch.gateway.cli.Main} first; each command is a class of its own.
 */
@NullMarked
package io.hooklatch.gateway.cli;

import org.jspecify.annotations.NullMarked;
