/**
 * What operators do with what is stored: replay, requeue, ignore, verify again, pause; on one item or on many.
 *
 * <p>{@link io.hooklatch.operate.Operations} is the door, an {@link io.hooklatch.operate.Order} what is asked of it. Every
 * order becomes an operation in the store, which is also its entry in the audit.
 */
@NullMarked
package io.hooklatch.operate;

import org.jspecify.annotations.NullMarked;
