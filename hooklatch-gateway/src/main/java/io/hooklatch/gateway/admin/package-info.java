/**
 * The port for operators: is it alive, is it ready, what are its figures. On loopback unless said otherwise.
 * Open {@link io.hooklatch.gateway.admin.AdminServer} first, then {@link io.hooklatch.gateway.admin.InboxMetrics} for the
 * names of the figures.
 */
@NullMarked
package io.hooklatch.gateway.admin;

import org.jspecify.annotations.NullMarked;
