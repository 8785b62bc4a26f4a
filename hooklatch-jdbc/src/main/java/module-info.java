/** Stores over JDBC: SQLite, PostgreSQL. */
module io.hooklatch.jdbc {
    requires transitive io.hooklatch.core;
    requires org.slf4j;
    requires org.xerial.sqlitejdbc;
    requires static org.jspecify;

    exports io.hooklatch.jdbc;
}
