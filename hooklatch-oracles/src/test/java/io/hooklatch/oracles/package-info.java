/**
 * The catalogue beside the providers' own libraries: what one signs the other verifies. Open {@link OraclesTest} first, then
 * {@link Oracle}, which is what another provider has to implement.
 */
@NullMarked
package io.hooklatch.oracles;

import org.jspecify.annotations.NullMarked;
