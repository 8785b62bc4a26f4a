/**
 * The database file and its neighbours: who may open it ({@link io.hooklatch.jdbc.sqlite.file.InstanceLock}), whether it
 * is sound, its schema and its connections. Open {@link io.hooklatch.jdbc.sqlite.file.InboxFile} first.
 */
@NullMarked
package io.hooklatch.jdbc.sqlite.file;

import org.jspecify.annotations.NullMarked;
