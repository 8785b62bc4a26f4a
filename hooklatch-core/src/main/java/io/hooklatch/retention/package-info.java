/**
 * How long what is kept for, and the clearing of what has served its time. Open {@link
 * io.hooklatch.retention.RetentionPolicy} first, then {@link io.hooklatch.retention.Retention}.
 */
@NullMarked
package io.hooklatch.retention;

import org.jspecify.annotations.NullMarked;
