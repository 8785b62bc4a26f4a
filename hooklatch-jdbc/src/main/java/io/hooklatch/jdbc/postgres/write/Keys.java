package io.hooklatch.jdbc.postgres.write;

import io.hooklatch.jdbc.postgres.link.Session;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one transaction: those that were taken before, and those that its own events take. The look tells which
 * events are known; the insert, in the order of the keys, makes sure that nobody took the others meanwhile. Where every
 * event has one key the insert comes first, and tells whether there is anything to look for.
 */
final class Keys {
    private static final String FIND = "SELECT k.endpoint, k.key, k.event, k.digest FROM "
            + "unnest(?::text[], ?::text[]) AS wanted (endpoint, key) JOIN hooklatch.dedupe_key k "
            + "ON k.endpoint = wanted.endpoint COLLATE \"C\" AND k.key = wanted.key COLLATE \"C\"";

    private static final String TAKE = "INSERT INTO hooklatch.dedupe_key (endpoint, key, event, digest) "
            + "SELECT * FROM unnest(?::text[], ?::text[], ?::bigint[], ?::bytea[]) ON CONFLICT DO NOTHING";

    private final Map<TakenKey, Owner> known = new HashMap<>();
    private final TreeMap<TakenKey, Owner> fresh = new TreeMap<>();

    /** The event that has a key, with the digest of its bytes. */
    record Owner(long event, byte[] digest) {}

    /** Looks which of these are taken. */
    void look(Session session, Collection<TakenKey> wanted) throws SQLException {
        if (wanted.isEmpty()) {
            return;
        }
        PreparedStatement find = session.prepare(FIND);
        find.setArray(1, text(session, wanted, TakenKey::endpoint));
        find.setArray(2, text(session, wanted, TakenKey::value));
        try (ResultSet row = find.executeQuery()) {
            while (row.next()) {
                known.put(new TakenKey(row.getString(1), row.getString(2)), new Owner(row.getLong(3), row.getBytes(4)));
            }
        }
    }

    /**
     * Takes those keys that nobody has and looks who has the others, which spares most transactions the look. Only where each
     * event has one key: an event that is known by one of its keys takes none of the others.
     *
     * @throws KeyRaceException when somebody had a key and has forgotten it since
     */
    void takeOrLook(Session session, SortedMap<TakenKey, Owner> wanted) throws SQLException {
        if (wanted.isEmpty()) {
            return;
        }
        if (insert(session, wanted) == wanted.size()) {
            known.putAll(wanted);
            return;
        }
        look(session, wanted.keySet());
        if (known.size() < wanted.size()) {
            throw new KeyRaceException();
        }
    }

    /** Who has the key, from before or within this transaction; null when nobody. */
    @Nullable
    Owner owner(TakenKey key) {
        Owner before = known.get(key);
        return before == null ? fresh.get(key) : before;
    }

    /** A new event takes a key that nobody has. */
    void take(TakenKey key, Owner owner) {
        fresh.put(key, owner);
    }

    /**
     * Stores the keys that were taken.
     *
     * @throws KeyRaceException when another transaction was first
     */
    void store(Session session) throws SQLException {
        if (fresh.isEmpty()) {
            return;
        }
        if (insert(session, fresh) != fresh.size()) {
            throw new KeyRaceException();
        }
    }

    /** How many of them nobody had. */
    private static int insert(Session session, SortedMap<TakenKey, Owner> keys) throws SQLException {
        PreparedStatement take = session.prepare(TAKE);
        take.setArray(1, text(session, keys.keySet(), TakenKey::endpoint));
        take.setArray(2, text(session, keys.keySet(), TakenKey::value));
        take.setArray(
                3,
                session.array("bigint", keys.values().stream().map(Owner::event).toArray(Long[]::new)));
        take.setArray(
                4,
                session.array("bytea", keys.values().stream().map(Owner::digest).toArray(byte[][]::new)));
        return take.executeUpdate();
    }

    private static Array text(Session session, Collection<TakenKey> keys, Function<TakenKey, String> part)
            throws SQLException {
        return session.array("text", keys.stream().map(part).toArray(String[]::new));
    }
}
