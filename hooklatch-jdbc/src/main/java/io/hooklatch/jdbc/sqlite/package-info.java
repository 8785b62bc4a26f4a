/**
 * What an inbox in an SQLite file is told when it is opened: {@link io.hooklatch.jdbc.sqlite.SqliteSettings}. The packages
 * below are the parts, in reading order: file (the file and its neighbours), keys (the key index), write (the one
 * writer), read (the readers).
 */
@NullMarked
package io.hooklatch.jdbc.sqlite;

import org.jspecify.annotations.NullMarked;
