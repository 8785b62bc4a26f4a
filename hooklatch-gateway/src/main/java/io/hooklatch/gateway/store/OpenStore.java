package io.hooklatch.gateway.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import io.hooklatch.gateway.config.StoreConfig;
import io.hooklatch.jdbc.PostgresStore;
import io.hooklatch.jdbc.PostgresStoreBuilder;
import io.hooklatch.jdbc.SqliteStore;
import io.hooklatch.store.CheckableStore;
import io.hooklatch.store.OperableStore;
import io.hooklatch.store.PrunableStore;
import io.hooklatch.store.StoreOpenException;
import io.hooklatch.store.TransactionalStore;
import java.util.Base64;

/** The inbox of a configuration, opened, with the connections that it has. Thread-safe. */
public final class OpenStore implements AutoCloseable {
    private static final int RESERVED = 4;

    private final TransactionalStore store;
    private final OperableStore audited;
    private final PrunableStore prunable;
    private final CheckableStore checkable;
    private final Runnable closing;

    private <S extends TransactionalStore & OperableStore & PrunableStore & CheckableStore> OpenStore(
            S store, Runnable closing) {
        this.store = store;
        this.audited = store;
        this.prunable = store;
        this.checkable = store;
        this.closing = closing;
    }

    /**
     * Opens it, or makes it where there is none.
     *
     * @throws StoreOpenException when it cannot be opened, naming the place, the cause and the way out, and no credential
     */
    public static OpenStore open(StoreConfig config) {
        if (config instanceof StoreConfig.Sqlite sqlite) {
            return new OpenStore(
                    SqliteStore.builder(sqlite.file())
                            .freeFloor(sqlite.freeFloor())
                            .ballast(sqlite.ballast())
                            .open(),
                    () -> {});
        }
        return open((StoreConfig.Postgres) config);
    }

    private static OpenStore open(StoreConfig.Postgres config) {
        HikariDataSource pool = pool(config);
        boolean opened = false;
        try {
            PostgresStoreBuilder builder = PostgresStore.builder(pool)
                    .schema(config.schema())
                    .lanes(lanes(config))
                    .readers(readers(config))
                    .handlers(1) // none of the gateway's is transactional, so not even this one is opened
                    .patience(config.patience());
            config.digestKey()
                    .ifPresent(key -> builder.digestKey(Base64.getDecoder().decode(key.reveal())));
            if (config.acceptLosses()) {
                builder.acceptLosses();
            }
            OpenStore open = new OpenStore(builder.open(), pool::close);
            opened = true;
            return open;
        } finally {
            if (!opened) {
                pool.close();
            }
        }
    }

    private static HikariDataSource pool(StoreConfig.Postgres config) {
        HikariConfig settings = new HikariConfig();
        settings.setPoolName("hooklatch");
        settings.setDataSourceClassName("org.postgresql.ds.PGSimpleDataSource");
        settings.addDataSourceProperty("url", config.url().reveal());
        settings.addDataSourceProperty("applicationName", "hooklatch");
        settings.addDataSourceProperty("tcpKeepAlive", true);
        settings.setUsername(config.user());
        config.password().ifPresent(password -> settings.setPassword(password.reveal()));
        settings.setMaximumPoolSize(config.connections());
        settings.setMinimumIdle(0); // the inbox keeps what it uses
        // The pool's own words, rather than the inbox's that nothing came.
        settings.setConnectionTimeout(config.patience().toMillis() * 9 / 10);
        settings.setInitializationFailTimeout(1);
        try {
            return new HikariDataSource(settings);
        } catch (PoolInitializationException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new StoreOpenException(
                    config.describe() + ": "
                            + String.valueOf(cause.getMessage()).replaceAll("\\s+", " "),
                    cause);
        }
    }

    /** Of the connections two tell and hear of work, one is for operators and one to spare; half of the others write. */
    private static int lanes(StoreConfig.Postgres config) {
        return Math.min(8, (config.connections() - RESERVED) / 2);
    }

    private static int readers(StoreConfig.Postgres config) {
        return Math.min(32, config.connections() - RESERVED - lanes(config));
    }

    /** The inbox. Whoever closes it closes this as well. */
    public TransactionalStore store() {
        return store;
    }

    /** The same, where operators act and the audit is. */
    public OperableStore audited() {
        return audited;
    }

    /** The same, for what has served its time. */
    public PrunableStore prunable() {
        return prunable;
    }

    /** The same, for what does not fit together. */
    public CheckableStore checkable() {
        return checkable;
    }

    /** Closes the inbox, then its connections. Idempotent. */
    @Override
    public void close() {
        store.close();
        closing.run();
    }
}
