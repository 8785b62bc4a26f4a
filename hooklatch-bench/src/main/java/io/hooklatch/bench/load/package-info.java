/**
 * The load: signed requests made beforehand, callers and connections that send them, and the record of how long each took.
 *
 * <p>{@link io.hooklatch.bench.load.StripeTraffic} makes the requests.
 */
@NullMarked
package io.hooklatch.bench.load;

import org.jspecify.annotations.NullMarked;
