/**
 * New keys and certificates to try a provider with. Nothing here verifies.
 * Open {@link io.hooklatch.keys.make.NewPair} first.
 */
@NullMarked
package io.hooklatch.keys.make;

import org.jspecify.annotations.NullMarked;
