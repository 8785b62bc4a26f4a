/**
 * What the commands have in common: how they fail, end and print, and the options that many of them have.
 * Knows no command. Open {@link io.hooklatch.gateway.cli.shell.ExitCode} first.
 */
@NullMarked
package io.hooklatch.gateway.cli.shell;

import org.jspecify.annotations.NullMarked;
