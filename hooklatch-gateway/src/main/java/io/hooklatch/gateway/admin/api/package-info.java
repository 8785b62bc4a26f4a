/**
 * The admin API, {@code /api/v1}, as {@code openapi.yaml} beside it describes it: who is let in, and what there is to ask.
 * Open {@link io.hooklatch.gateway.admin.api.Api} first, then {@code Routes}; {@code call} before the routes themselves.
 */
@NullMarked
package io.hooklatch.gateway.admin.api;

import org.jspecify.annotations.NullMarked;
