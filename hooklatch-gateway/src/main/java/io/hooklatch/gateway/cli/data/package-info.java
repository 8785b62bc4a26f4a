/**
 * JSON objects as the commands pass them on: what the admin API sends and what {@code --json} prints.
 * Open {@link io.hooklatch.gateway.cli.data.Doc} first; {@code JsonText} reads and writes it.
 */
@NullMarked
package io.hooklatch.gateway.cli.data;

import org.jspecify.annotations.NullMarked;
