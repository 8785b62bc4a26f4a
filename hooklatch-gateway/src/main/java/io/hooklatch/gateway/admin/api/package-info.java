/**
 * The admin API, {@code /api/v1}, as {@code openapi.yaml} beside it describes it.
 * Open {@link io.hooklatch.gateway.admin.api.Api} first, then {@code Routes} for what it answers.
 */
@NullMarked
package io.hooklatch.gateway.admin.api;

import org.jspecify.annotations.NullMarked;
