package io.hooklatch.jdbc.postgres.wake;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Notes as the driver hands them over: the one thing of PostgreSQL that JDBC has no words for. The driver is the
 * application's, and found by the names of its interfaces {@code PGConnection} and {@code PGNotification}.
 */
final class DriverNotes {
    private static final String DRIVERS_CONNECTION = "org.postgresql.PGConnection";

    private final Connection connection;
    private final Object drivers;
    private final Method getNotifications;

    private DriverNotes(Connection connection, Object drivers, Method getNotifications) {
        this.connection = connection;
        this.drivers = drivers;
        this.getNotifications = getNotifications;
    }

    /** Empty when the connection is of a driver that has no notes. */
    static Optional<DriverNotes> of(Connection connection) throws SQLException {
        List<@Nullable ClassLoader> loaders = new ArrayList<>();
        loaders.add(connection.getClass().getClassLoader());
        loaders.add(DriverNotes.class.getClassLoader());
        loaders.add(Thread.currentThread().getContextClassLoader());
        for (ClassLoader loader : loaders) {
            Optional<Class<?>> type = find(loader);
            if (type.isPresent() && connection.isWrapperFor(type.get())) {
                return Optional.of(new DriverNotes(
                        connection, connection.unwrap(type.get()), method(type.get(), "getNotifications", int.class)));
            }
        }
        return Optional.empty();
    }

    private static Optional<Class<?>> find(@Nullable ClassLoader loader) {
        try {
            return Optional.of(Class.forName(DRIVERS_CONNECTION, false, loader));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }

    void listen(String channel) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("LISTEN " + channel);
        }
    }

    /**
     * The notes of ours that have come, waiting for the first; none when all was quiet and the connection lives.
     *
     * @throws SQLException when it is broken
     */
    List<Note> await(Duration quiet) throws SQLException {
        List<Note> heard = new ArrayList<>();
        boolean any = false;
        // Some versions say nothing by null.
        if (call(drivers, getNotifications, Math.toIntExact(quiet.toMillis())) instanceof Object[] notes) {
            for (Object note : notes) {
                any = true;
                Note.parse(text(note, "getName"), text(note, "getParameter")).ifPresent(heard::add);
            }
        }
        if (!any) {
            try (Statement statement = connection.createStatement();
                    ResultSet answer = statement.executeQuery("SELECT 1")) {
                answer.next();
            }
        }
        return heard;
    }

    private static String text(Object note, String getter) throws SQLException {
        return String.valueOf(call(note, method(note.getClass(), getter)));
    }

    private static Method method(Class<?> type, String name, Class<?>... parameters) throws SQLException {
        try {
            return type.getMethod(name, parameters);
        } catch (NoSuchMethodException e) {
            throw new SQLException("the driver's " + type.getName() + " has no " + name + ": use a newer driver", e);
        }
    }

    private static @Nullable Object call(Object target, Method method, Object... arguments) throws SQLException {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof SQLException told) {
                throw told;
            }
            throw new SQLException("the driver failed", e);
        } catch (IllegalAccessException e) {
            throw new SQLException("the driver does not let its notes be read", e);
        }
    }
}
