/**
 * Deliveries and events as lines of JSON, for other programs and for archives. Open {@link io.hooklatch.export.Export}
 * first.
 */
@NullMarked
package io.hooklatch.export;

import org.jspecify.annotations.NullMarked;
