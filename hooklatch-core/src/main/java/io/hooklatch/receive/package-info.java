/**
 * From request to receipt: endpoint, verification, names, the append, the answer.
 *
 * <p>{@link io.hooklatch.receive.Endpoint} is what users describe, {@link io.hooklatch.receive.Receiver} the path of one
 * delivery, {@link io.hooklatch.receive.Outlet} where new events go.
 */
@NullMarked
package io.hooklatch.receive;

import org.jspecify.annotations.NullMarked;
