package io.hooklatch.jdbc.sqlite.write;

import io.hooklatch.jdbc.row.Profile;
import io.hooklatch.jdbc.row.Text;
import io.hooklatch.jdbc.row.Traits;
import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.DeliveryKind;
import io.hooklatch.message.Headers;
import io.hooklatch.message.OperationId;
import io.hooklatch.message.ReceivedEvent;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import io.hooklatch.store.Change;
import io.hooklatch.store.ItemText;
import io.hooklatch.store.NewDelivery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Refused deliveries that become events after all. */
final class PromotionRows {
    private final SharedRows shared;
    private final Appends appends;
    private final PreparedStatement state;
    private final PreparedStatement delivery;
    private final PreparedStatement insert;

    PromotionRows(Connection connection, SharedRows shared, Appends appends) throws SQLException {
        this.shared = shared;
        this.appends = appends;
        state = connection.prepareStatement("SELECT profile, received_length IS NOT NULL, (SELECT operation FROM "
                + "main.hooklatch_promotion WHERE delivery = ?1) FROM main.hooklatch_delivery WHERE id = ?1");
        delivery = connection.prepareStatement(
                "SELECT profile, received_at, method, body FROM main.hooklatch_delivery WHERE id = ?");
        insert = connection.prepareStatement("INSERT INTO main.hooklatch_promotion (delivery, operation, promoted_at, "
                + "verdict, secret_id, recipe, detail, first_row, last_row) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    }

    /** Why the delivery cannot be promoted. */
    Optional<String> obstacle(DeliveryId id) throws SQLException {
        state.setLong(1, id.value());
        try (ResultSet row = state.executeQuery()) {
            if (!row.next() || shared.profile(row.getInt(1)).has(Traits.ELEMENT)) {
                return Optional.of(ItemText.NO_DELIVERY);
            }
            long by = row.getLong(3);
            if (by != 0) {
                return Optional.of(ItemText.promotedAlready(new OperationId(by)));
            }
            Profile profile = shared.profile(row.getInt(1));
            if (profile.kind() != DeliveryKind.MESSAGE || profile.verdict() != Verdict.Kind.REFUSED) {
                return Optional.of(ItemText.NOT_REFUSED);
            }
            return row.getBoolean(2) ? Optional.of(ItemText.CUT) : Optional.empty();
        }
    }

    /** Promotes a delivery for which there is no obstacle. */
    List<ReceivedEvent> promote(Change.Promote change, OperationId operation, long now) throws SQLException {
        List<ReceivedEvent> events = new ArrayList<>();
        long[] rows = appends.promote(change.delivery().value(), accepted(change), now, events);
        Verdict verdict = change.verdict();
        insert.setLong(1, change.delivery().value());
        insert.setLong(2, operation.value());
        insert.setLong(3, now);
        insert.setInt(4, verdict.kind().code());
        Text.bind(insert, 5, verdict.keyId());
        Text.bind(insert, 6, verdict.recipe());
        Text.bind(insert, 7, Text.orNull(verdict.detail()));
        number(8, rows[0]);
        number(9, rows[1]);
        insert.executeUpdate();
        return events;
    }

    private void number(int index, long value) throws SQLException {
        if (value == 0) {
            insert.setNull(index, Types.INTEGER);
        } else {
            insert.setLong(index, value);
        }
    }

    /** The delivery as it would have been when it had been accepted; its target and headers play no part. */
    private NewDelivery accepted(Change.Promote change) throws SQLException {
        delivery.setLong(1, change.delivery().value());
        try (ResultSet row = delivery.executeQuery()) {
            row.next();
            Profile profile = shared.profile(row.getInt(1));
            String inRow = Text.read(row, 3);
            String method = profile.method() == null ? inRow : profile.method();
            byte[] body = row.getBytes(4);
            byte[] whole = body == null ? new byte[0] : body; // the driver gives null for an empty blob
            return new NewDelivery(
                    profile.endpoint(),
                    DeliveryKind.MESSAGE,
                    row.getLong(2),
                    new Request(method == null ? "" : method, "", Headers.none(), whole, ""),
                    whole.length,
                    change.verdict(),
                    change.names(),
                    change.batch(),
                    change.events());
        }
    }
}
