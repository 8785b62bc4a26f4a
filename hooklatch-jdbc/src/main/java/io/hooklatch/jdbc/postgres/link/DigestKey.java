package io.hooklatch.jdbc.postgres.link;

import io.hooklatch.jdbc.postgres.PostgresSettings;
import io.hooklatch.store.StoreOpenException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The key under which credential headers are digested: kept as a fact of the inbox, or given, then a check of it is. */
final class DigestKey {
    private static final String KEY = "digest_key";
    private static final String CHECK = "digest_key_check";
    private static final int BYTES = 32;

    private final PostgresSettings settings;

    DigestKey(PostgresSettings settings) {
        this.settings = settings;
    }

    /**
     * The key of this inbox, made when there is none. In a transaction that nobody else is in.
     *
     * @throws StoreOpenException when it is another one than was given
     */
    byte[] of(Session session) throws SQLException {
        Optional<byte[]> kept = find(session, KEY);
        Optional<byte[]> check = find(session, CHECK);
        if (kept.isPresent() && kept.get().length != BYTES) {
            throw refusal("the fact digest_key holds " + kept.get().length + " bytes in place of " + BYTES
                    + ". Put back the one that belongs to this inbox");
        }
        if (settings.digestKey().isPresent()) {
            return given(session, settings.digestKey().get(), kept, check);
        }
        if (check.isPresent()) {
            throw refusal("its digest key is kept outside of the database. Give the one that belongs to this inbox");
        }
        if (kept.isPresent()) {
            return kept.get();
        }
        byte[] made = new byte[BYTES];
        new SecureRandom().nextBytes(made);
        keep(session, KEY, made);
        return made;
    }

    private byte[] given(Session session, byte[] key, Optional<byte[]> kept, Optional<byte[]> check)
            throws SQLException {
        boolean other = (kept.isPresent() && !MessageDigest.isEqual(kept.get(), key))
                || (check.isPresent() && !MessageDigest.isEqual(check.get(), check(key)));
        if (other) {
            throw refusal("the digest key that was given is not the one of this inbox"
                    + (kept.isPresent() ? ", which is its fact digest_key. Give that one" : ". Give that one")
                    + ", or what was digested before can no longer be verified again");
        }
        if (check.isEmpty()) {
            keep(session, CHECK, check(key));
        }
        if (kept.isPresent()) {
            try (PreparedStatement forget = session.prepareOnce("DELETE FROM hooklatch.fact WHERE name = ?")) {
                forget.setString(1, KEY);
                forget.executeUpdate();
            }
        }
        return key.clone();
    }

    private StoreOpenException refusal(String words) {
        return new StoreOpenException(settings.name() + ": " + words);
    }

    /** Tells whether a key is the right one, and nothing about it. */
    private static byte[] check(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal("hooklatch digest key check".getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    private static Optional<byte[]> find(Session session, String fact) throws SQLException {
        try (PreparedStatement select = session.prepareOnce("SELECT value FROM hooklatch.fact WHERE name = ?")) {
            select.setString(1, fact);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
            }
        }
    }

    private static void keep(Session session, String fact, byte[] value) throws SQLException {
        try (PreparedStatement insert = session.prepareOnce("INSERT INTO hooklatch.fact (name, value) VALUES (?, ?)")) {
            insert.setString(1, fact);
            insert.setBytes(2, value);
            insert.executeUpdate();
        }
    }
}
