/**
 * Opens the inbox where the configuration says that it is kept. Open {@link io.hooklatch.gateway.store.OpenStore} first;
 * it is the only place that knows of databases and pools.
 */
@NullMarked
package io.hooklatch.gateway.store;

import org.jspecify.annotations.NullMarked;
