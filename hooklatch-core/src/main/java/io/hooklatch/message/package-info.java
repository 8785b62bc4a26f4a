/**
 * The words of the inbox as plain values: request, delivery, verdict, event, dispatch, attempt, receipt,
 * operation.
 *
 * <p>Nothing here does I/O or reads a clock. Open {@link io.hooklatch.message.Request} first (what arrived), then
 * {@link io.hooklatch.message.Verdict} (what was decided about it) and {@link io.hooklatch.message.DispatchState} (what
 * happens to it afterwards).
 */
@NullMarked
package io.hooklatch.message;

import org.jspecify.annotations.NullMarked;
