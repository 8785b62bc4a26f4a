/**
 * One request that was let in, what is read of it, and what it is answered.
 * Open {@link io.hooklatch.gateway.admin.api.call.Route} first, then {@code Call}, {@code Answer} and {@code Problem}.
 */
@NullMarked
package io.hooklatch.gateway.admin.api.call;

import org.jspecify.annotations.NullMarked;
