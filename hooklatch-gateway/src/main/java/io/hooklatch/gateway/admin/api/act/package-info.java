/**
 * What operators do to single things or many: replay, requeue, ignore, verify again, pause, forget a secret.
 * Open {@link io.hooklatch.gateway.admin.api.act.OperationRoutes} first, then {@code Selections}.
 */
@NullMarked
package io.hooklatch.gateway.admin.api.act;

import org.jspecify.annotations.NullMarked;
