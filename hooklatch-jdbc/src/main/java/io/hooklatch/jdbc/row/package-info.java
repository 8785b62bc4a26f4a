/**
 * How messages become columns, in any dialect: header lists as bytes, text that loses nothing, and what many rows share.
 * Open {@link io.hooklatch.jdbc.row.Profile} first.
 */
@NullMarked
package io.hooklatch.jdbc.row;

import org.jspecify.annotations.NullMarked;
