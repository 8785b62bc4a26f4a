/**
 * Getting documents that hold keys from a few known hosts, within bounds of time, size and place.
 * Open {@link KeyFetcher} first.
 */
@NullMarked
package io.hooklatch.keys.fetch;

import org.jspecify.annotations.NullMarked;
