/**
 * What is stored, as a person reads it. Everything that came from outside passes through {@code Safe} before it is
 * printed, so that no request can drive the terminal of the one who looks at it. Open
 * {@link io.hooklatch.gateway.cli.view.DeliveryView} first.
 */
@NullMarked
package io.hooklatch.gateway.cli.view;

import org.jspecify.annotations.NullMarked;
