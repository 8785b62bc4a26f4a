/**
 * The main job in one command: a gateway, signed traffic of several providers, and a table of what the store holds
 * afterwards beside what it has to hold.
 * Open {@link io.hooklatch.gateway.demo.Plan} first.
 */
@NullMarked
package io.hooklatch.gateway.demo;

import org.jspecify.annotations.NullMarked;
