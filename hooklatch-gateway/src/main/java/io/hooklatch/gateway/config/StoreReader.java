package io.hooklatch.gateway.config;

import io.hooklatch.gateway.secret.Secret;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The settings below {@code store}. */
final class StoreReader {
    /** Lanes, readers, two for hearing and telling of work, and one to spare. */
    private static final int LEAST_CONNECTIONS = 6;

    private static final int DIGEST_KEY_BYTES = 32;
    private static final long MOST_FLOOR = 1L << 50;
    private static final long MOST_BALLAST = 1L << 40;
    private static final String OF_A_FILE =
            "is about the disk under an inbox in SQLite; a database watches over its own: remove it";
    private static final Pattern URL =
            Pattern.compile("jdbc:postgresql://([A-Za-z0-9.:,_\\[\\]-]+)/([A-Za-z0-9_.%-]+)(?:\\?(.*))?");
    private static final Pattern LOGIN = Pattern.compile("(?i)(?:^|&)(user|password)=");
    private static final Pattern LOOPBACK = Pattern.compile("(?i)(?:localhost|127\\.[0-9.]+|\\[::1])(?::[0-9]+)?");

    private final Reading reading;

    StoreReader(Reading reading) {
        this.reading = reading;
    }

    StoreConfig read(Section store) {
        Optional<Value> sqlite = store.get("sqlite");
        Optional<Value> postgres = store.get("postgres");
        Optional<Value> floor = store.get("free_floor");
        Optional<Value> ballast = store.get("ballast");
        store.end();
        if (sqlite.isPresent() && postgres.isPresent()) {
            store.wrong("postgres", "is set beside sqlite: an inbox is kept in one place, remove one of the two");
        }
        if (postgres.isPresent()) {
            floor.ifPresent(value -> value.wrong(OF_A_FILE));
            ballast.ifPresent(value -> value.wrong(OF_A_FILE));
        }
        StoreConfig file = new StoreConfig.Sqlite(
                reading.resolve(sqlite.flatMap(value -> value.as(Kinds.TEXT)).orElse("inbox.db")),
                floor.flatMap(value -> value.as(Kinds.size(0, MOST_FLOOR))).orElse(StoreConfig.Sqlite.FREE_FLOOR),
                ballast.flatMap(value -> value.as(Kinds.size(0, MOST_BALLAST))).orElse(0L));
        return postgres.flatMap(value -> postgres(value.section())).orElse(file);
    }

    private Optional<StoreConfig> postgres(Section section) {
        Optional<Secret> url = section.required("url", "url: jdbc:postgresql://HOST:PORT/DATABASE")
                .flatMap(this::url);
        Optional<String> user = section.required("user", "user: NAME").flatMap(value -> value.as(Kinds.TEXT));
        Optional<Secret> password = section.get("password").flatMap(Value::secret);
        String schema = section.get("schema", StoreReader::schema, "hooklatch");
        Section pool = section.section("pool");
        int connections = pool.get("size", Kinds.integer(LEAST_CONNECTIONS, 500), 12);
        Duration patience =
                pool.get("timeout", Kinds.duration(Kinds.SECOND, Duration.ofMinutes(1)), Duration.ofSeconds(5));
        pool.end();
        Optional<Secret> digestKey = section.get("digest_key").flatMap(StoreReader::digestKey);
        boolean acceptLosses = section.get("accept_losses", Kinds.BOOLEAN, false);
        if (acceptLosses) {
            section.doubtful("accept_losses", "events that senders were told are safe can be lost");
        }
        section.end();
        if (url.isEmpty() || user.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new StoreConfig.Postgres(
                url.get(),
                place(url.get()),
                user.get(),
                password,
                schema,
                connections,
                patience,
                digestKey,
                acceptLosses));
    }

    /** Read without ever being quoted, since it may hold a credential. */
    private Optional<Secret> url(Value value) {
        return value.asUnquoted(text -> {
                    Matcher parts = URL.matcher(text);
                    if (!parts.matches()) {
                        throw new IllegalArgumentException("is not of the form jdbc:postgresql://HOST:PORT/DATABASE");
                    }
                    String parameters = parts.group(3) == null ? "" : parts.group(3);
                    if (LOGIN.matcher(parameters).find()) {
                        throw new IllegalArgumentException(
                                "holds a user or a password: write them as user and password beside it");
                    }
                    if (!LOOPBACK.matcher(parts.group(1)).matches() && !parameters.contains("sslmode=")) {
                        value.doubtful("without sslmode the connection may be open to read and lead to anybody:"
                                + " add ?sslmode=verify-full");
                    }
                    return text;
                })
                .map(Secret::of);
    }

    private static String place(Secret url) {
        Matcher parts = URL.matcher(url.reveal());
        return parts.matches() ? parts.group(1) + "/" + parts.group(2) : "";
    }

    private static String schema(String text) {
        if (!text.matches("[a-z_][a-z0-9_]{0,62}")) {
            throw new IllegalArgumentException(
                    "is no name of a schema: use 1 to 63 of a-z, 0-9 and underscore," + " not starting with a digit");
        }
        return text;
    }

    private static Optional<Secret> digestKey(Value value) {
        Optional<Secret> key = value.secret();
        if (key.isPresent() && !isKey(key.get().reveal())) {
            value.wrong("the key is not the base64 of 32 bytes; make one with: openssl rand -base64 32");
            return Optional.empty();
        }
        return key;
    }

    private static boolean isKey(String text) {
        try {
            return Base64.getDecoder().decode(text).length == DIGEST_KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
