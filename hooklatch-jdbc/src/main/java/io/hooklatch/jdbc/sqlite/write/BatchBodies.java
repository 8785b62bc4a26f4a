package io.hooklatch.jdbc.sqlite.write;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * The bodies that the elements of one batch are compared with. A batch that comes again is compared with one body many
 * times, so those that were read are kept, up to a limit.
 */
final class BatchBodies implements DeliveryRows.Bodies {
    private static final long MOST_BYTES = 16 << 20;

    private final DeliveryRows rows;
    private final Map<Long, byte[]> known = new HashMap<>();
    private final long own;
    private final byte[] ownBody;
    private long bytes;

    /**
     * @param own the delivery that is being stored, which is not in the table yet
     */
    BatchBodies(long own, byte[] ownBody, DeliveryRows rows) {
        this.own = own;
        this.ownBody = ownBody;
        this.rows = rows;
    }

    @Override
    public byte[] of(long delivery) throws SQLException {
        if (delivery == own) {
            return ownBody;
        }
        byte[] body = known.get(delivery);
        if (body == null) {
            body = rows.body(delivery);
            bytes += body.length;
            if (bytes > MOST_BYTES) {
                known.clear();
                bytes = body.length;
            }
            known.put(delivery, body);
        }
        return body;
    }
}
