/**
 * The HTTP server that receives webhooks: strict HTTP/1.1 on Netty's transport, bytes as they arrived.
 * Open {@link io.hooklatch.gateway.ingress.Ingress} first (start, stop), then {@code Connection} (the life of one
 * connection) and {@code Admission} (what is turned away before anything is read or stored).
 */
@NullMarked
package io.hooklatch.gateway.ingress;

import org.jspecify.annotations.NullMarked;
