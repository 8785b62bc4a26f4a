/**
 * Who may do what on the admin port: keys, roles, and where a request comes from.
 * Open {@link io.hooklatch.gateway.access.Gate} first, then {@link io.hooklatch.gateway.access.Role}.
 */
@NullMarked
package io.hooklatch.gateway.access;

import org.jspecify.annotations.NullMarked;
