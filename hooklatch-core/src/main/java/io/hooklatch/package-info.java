/**
 * The front door: {@link io.hooklatch.Hooklatch} and its builder. Everything else of the core is in the packages below and
 * none of them knows this one.
 */
@NullMarked
package io.hooklatch;

import org.jspecify.annotations.NullMarked;
