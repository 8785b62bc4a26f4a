/**
 * To which addresses this process may connect on somebody else's word.
 * Open {@link io.hooklatch.gateway.net.AddressRule} first.
 */
@NullMarked
package io.hooklatch.gateway.net;

import org.jspecify.annotations.NullMarked;
