/**
 * The way to the database: connections made ready and kept, the schema, the database's clock, text without loss. Open
 * {@link io.hooklatch.jdbc.postgres.link.Session} first.
 */
@NullMarked
package io.hooklatch.jdbc.postgres.link;

import org.jspecify.annotations.NullMarked;
