/**
 * What is done to the inbox as a whole: clearings, backups, exports, looking through it and mending it.
 * Open {@link io.hooklatch.gateway.admin.api.keep.RetentionRoutes} first, then {@code Background}.
 */
@NullMarked
package io.hooklatch.gateway.admin.api.keep;

import org.jspecify.annotations.NullMarked;
