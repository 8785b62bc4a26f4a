/**
 * What kind of host an address on somebody else's word leads to.
 * Open {@link AddressKind} first.
 */
@NullMarked
package io.hooklatch.keys.net;

import org.jspecify.annotations.NullMarked;
