/**
 * What the inbox holds as objects of JSON, the same over HTTP and from a store that a command reads by itself.
 * Open {@link io.hooklatch.gateway.render.InboxJson} first, then {@code Masking} for what a viewer does not see.
 */
@NullMarked
package io.hooklatch.gateway.render;

import org.jspecify.annotations.NullMarked;
