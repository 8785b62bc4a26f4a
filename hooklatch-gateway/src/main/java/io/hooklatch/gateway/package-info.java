/**
 * The inbox as a process of its own.
 * Open {@code cli.Main} first.
 */
@NullMarked
package io.hooklatch.gateway;

import org.jspecify.annotations.NullMarked;
