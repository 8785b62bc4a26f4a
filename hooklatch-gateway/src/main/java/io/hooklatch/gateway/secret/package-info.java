/**
 * Values that must never be printed.
 * {@link io.hooklatch.gateway.secret.Secret} is the only type.
 */
@NullMarked
package io.hooklatch.gateway.secret;

import org.jspecify.annotations.NullMarked;
