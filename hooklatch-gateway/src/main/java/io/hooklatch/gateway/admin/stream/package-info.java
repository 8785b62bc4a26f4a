/**
 * What is stored, handed out as it comes, to any number of readers that may have been away.
 * Open {@link io.hooklatch.gateway.admin.stream.Streams} first, then {@code Forward} for how nothing is missed.
 */
@NullMarked
package io.hooklatch.gateway.admin.stream;

import org.jspecify.annotations.NullMarked;
