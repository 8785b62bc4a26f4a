package io.hooklatch.jdbc.postgres.write;

import io.hooklatch.jdbc.postgres.link.StoredText;
import io.hooklatch.jdbc.row.ElementPlace;
import io.hooklatch.message.DedupeKey;
import io.hooklatch.message.Element;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Optional;

/** Values that may be absent, as parameters. */
final class Binding {
    private Binding() {}

    static void setLong(PreparedStatement statement, int index, Optional<Long> value) throws SQLException {
        if (value.isPresent()) {
            statement.setLong(index, value.get());
        } else {
            statement.setNull(index, Types.BIGINT);
        }
    }

    static void setInt(PreparedStatement statement, int index, Optional<Integer> value) throws SQLException {
        if (value.isPresent()) {
            statement.setInt(index, value.get());
        } else {
            statement.setNull(index, Types.INTEGER);
        }
    }

    /** Three parameters. */
    static void place(PreparedStatement statement, int first, Optional<Element> element) throws SQLException {
        setInt(statement, first, element.map(ElementPlace::storedIndex));
        setInt(statement, first + 1, element.map(Element::from));
        setInt(statement, first + 2, element.map(Element::length));
    }

    /** Two parameters. */
    static void key(PreparedStatement statement, int first, Optional<DedupeKey> key) throws SQLException {
        StoredText.bind(statement, first, key.map(DedupeKey::value));
        StoredText.bind(statement, first + 1, key.map(DedupeKey::source));
    }
}
