/**
 * The key index: from the hash of an endpoint and a dedupe key to the events that may have it. How it works and why it
 * survives a crash at any step is in docs/decisions.md. Open {@link io.hooklatch.jdbc.sqlite.keys.KeyIndex} first.
 */
@NullMarked
package io.hooklatch.jdbc.sqlite.keys;

import org.jspecify.annotations.NullMarked;
