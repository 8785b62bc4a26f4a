package io.hooklatch.bench.retention;

import io.hooklatch.bench.Median;
import io.hooklatch.bench.postgres.Database;
import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.EventId;
import io.hooklatch.store.DeliveryQuery;
import io.hooklatch.store.InboxReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** How long single rows take to be found, by what names them, among all days. */
final class Lookups {
    private final InboxReader reader;
    private final List<Row> rows = new ArrayList<>();

    private record Row(DeliveryId delivery, EventId event, String name) {}

    /** Looks for so many, the same ones whatever the tables are. */
    Lookups(Database database, String schema, InboxReader reader, int count) throws SQLException {
        this.reader = reader;
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT id, event, event_name FROM " + schema
                        + ".delivery ORDER BY md5(event_name) LIMIT " + count)) {
            while (row.next()) {
                rows.add(new Row(new DeliveryId(row.getLong(1)), new EventId(row.getLong(2)), row.getString(3)));
            }
        }
    }

    void time(Way way) {
        way.add(Figure.BY_ID, median(row -> reader.delivery(row.delivery()).isPresent()));
        way.add(Figure.EVENT, median(row -> reader.event(row.event()).isPresent()));
        way.add(Figure.BY_NAME, median(row -> found(DeliveryQuery.all().providerEventId(row.name()))));
        way.add(Figure.OF_EVENT, median(row -> found(DeliveryQuery.all().eventId(row.event()))));
        way.add(Figure.NEXT, median(row -> reader.nextDue(Way.HANDLER).isEmpty()));
    }

    private boolean found(DeliveryQuery query) {
        return !reader.deliveries(query).items().isEmpty();
    }

    /** Of all but the first tenth, which warms up. */
    private double median(Function<Row, Boolean> look) {
        List<Double> nanos = new ArrayList<>();
        for (Row row : rows) {
            long begun = System.nanoTime();
            if (!look.apply(row)) {
                throw new IllegalStateException("not found as it has to be: " + row);
            }
            nanos.add((double) (System.nanoTime() - begun));
        }
        return Median.of(nanos.subList(rows.size() / 10, rows.size()), Double::doubleValue);
    }
}
