/**
 * What most teams write: a controller that verifies with the provider's library and inserts one row per request.
 *
 * <p>{@link io.hooklatch.bench.spring.WebhookController} is it; the gateway is measured beside it.
 */
@NullMarked
package io.hooklatch.bench.spring;

import org.jspecify.annotations.NullMarked;
