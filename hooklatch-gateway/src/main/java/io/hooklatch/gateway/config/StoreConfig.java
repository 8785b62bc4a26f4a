package io.hooklatch.gateway.config;

import io.hooklatch.gateway.secret.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where the inbox is kept. Immutable; shows no credential. */
public sealed interface StoreConfig {
    /** The place in a few words, for people. */
    String describe();

    /**
     * A file of this machine, owned by one process.
     *
     * @param file absolute
     * @param freeFloor with fewer bytes left on the disk no deliveries are taken
     * @param ballast how many bytes of the disk are kept back, to be given up when it is full
     */
    record Sqlite(Path file, long freeFloor, long ballast) implements StoreConfig {
        /** The floor unless it is set. */
        static final long FREE_FLOOR = 64L << 20;

        /** With the usual floor and no ballast. */
        public Sqlite(Path file) {
            this(file, FREE_FLOOR, 0);
        }

        @Override
        public String describe() {
            return file.toString();
        }
    }

    /**
     * A schema of a database, shared by several processes.
     *
     * @param url as the driver reads it; secret, since its parameters may be
     * @param place host, port and database
     * @param user who logs in
     * @param password empty where the database asks for none
     * @param schema the schema that holds the inbox
     * @param connections how many connections at most, from 6
     * @param patience how long a connection may take to come
     * @param digestKey 32 bytes in base64; empty where the inbox keeps its own
     * @param acceptLosses whether a database that may lose commits is accepted
     */
    record Postgres(
            Secret url,
            String place,
            String user,
            Optional<Secret> password,
            String schema,
            int connections,
            Duration patience,
            Optional<Secret> digestKey,
            boolean acceptLosses)
            implements StoreConfig {
        @Override
        public String describe() {
            return "PostgreSQL at " + place + ", schema " + schema + ", as " + user;
        }
    }
}
