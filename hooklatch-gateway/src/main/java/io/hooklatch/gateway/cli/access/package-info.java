/**
 * The ways to an inbox: through the admin API of a running gateway, or directly in a store that nobody holds.
 * Open {@link io.hooklatch.gateway.cli.access.Operator} first; the commands know nothing else of either way.
 */
@NullMarked
package io.hooklatch.gateway.cli.access;

import org.jspecify.annotations.NullMarked;
