package io.hooklatch.jdbc.guard;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every call on a lent connection, and on the statements, result sets and so on that came out of it. */
final class LentCalls implements InvocationHandler {
    /** What ends or bends the transaction, or leads around the loan. */
    private static final Set<String> REFUSED_ON_CONNECTION = Set.of(
            "commit",
            "rollback",
            "close",
            "abort",
            "setAutoCommit",
            "setSavepoint",
            "releaseSavepoint",
            "setReadOnly",
            "setTransactionIsolation",
            "setCatalog",
            "setSchema",
            "setHoldability",
            "setNetworkTimeout",
            "setTypeMap",
            "setClientInfo",
            "setShardingKey",
            "setShardingKeyIfValid",
            "beginRequest",
            "endRequest",
            "unwrap");

    /** Methods whose first argument, when it is text, is run as SQL now or later. */
    private static final Set<String> TAKES_SQL = Set.of(
            "prepareStatement",
            "prepareCall",
            "execute",
            "executeQuery",
            "executeUpdate",
            "executeLargeUpdate",
            "addBatch");

    private final LentConnection loan;
    private final Object target;

    LentCalls(LentConnection loan, Object target) {
        this.loan = loan;
        this.target = target;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        String name = method.getName();
        if (method.getDeclaringClass() == Object.class) {
            return switch (name) {
                case "equals" -> arguments != null && proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> "lent " + target.getClass().getSimpleName();
            };
        }
        if (name.equals("isWrapperFor")) {
            return false;
        }
        if (target instanceof Connection && name.equals("getAutoCommit")) {
            return false;
        }
        refuse(name, arguments);
        loan.lender().beforeCall();
        try {
            return lend(method.invoke(target, arguments), method.getReturnType());
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        } finally {
            loan.lender().afterCall();
        }
    }

    private void refuse(String name, @Nullable Object @Nullable [] arguments) throws SQLException {
        if (name.equals("unwrap") || (target instanceof Connection && REFUSED_ON_CONNECTION.contains(name))) {
            throw new SQLException(
                    name + " is refused: the connection belongs to the inbox and shares its transaction, "
                            + "which ends after the handler returns");
        }
        if (arguments != null
                && arguments.length > 0
                && arguments[0] instanceof String sql
                && TAKES_SQL.contains(name)) {
            String word = SqlText.refusedWord(loan.dialect(), sql);
            if (!word.isEmpty()) {
                throw new SQLException(
                        word + " is refused in a transactional handler: it shares the inbox's transaction, "
                                + "which ends after the handler returns");
            }
        }
    }

    /** Whatever else could lead to the real connection is lent as well, as the type that the method declares. */
    private @Nullable Object lend(@Nullable Object result, Class<?> type) {
        if (result == null || !type.isInterface() || !type.getPackageName().equals("java.sql")) {
            return result;
        }
        if (result == loan.real()) {
            return loan.connection();
        }
        if (result instanceof Statement statement && target instanceof Connection) {
            loan.made(statement);
        }
        return Proxy.newProxyInstance(
                LentCalls.class.getClassLoader(), new Class<?>[] {type}, new LentCalls(loan, result));
    }
}
