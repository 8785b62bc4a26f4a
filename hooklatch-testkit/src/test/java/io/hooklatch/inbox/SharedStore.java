package io.hooklatch.inbox;

import io.hooklatch.store.InboxReader;
import io.hooklatch.store.OperableStore;
import io.hooklatch.store.OperationReader;
import io.hooklatch.testkit.MemoryStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/** What one node has of a store in memory that several share: hints never arrive, and closing it leaves it to the others. */
final class SharedStore {
    private final MemoryStore rows;
    private final AtomicInteger secretsRead = new AtomicInteger();
    private volatile Runnable beforeKeeping = () -> {};
    private volatile Runnable beforeReading = () -> {};

    SharedStore(MemoryStore rows) {
        this.rows = rows;
    }

    OperableStore store() {
        return proxy(OperableStore.class, (method, arguments) -> switch (method.getName()) {
            case "shared" -> true;
            case "close" -> null;
            case "reader" -> reader();
            case "keepSecret" -> {
                beforeKeeping.run();
                yield method.invoke(rows, arguments);
            }
            default -> method.invoke(rows, arguments);
        });
    }

    private InboxReader reader() {
        OperationReader real = rows.reader();
        return proxy(OperationReader.class, (method, arguments) -> {
            if (method.getName().equals("secret")) {
                secretsRead.incrementAndGet();
                beforeReading.run();
            }
            return method.invoke(real, arguments);
        });
    }

    /** How often this node has asked for a secret. */
    int secretsRead() {
        return secretsRead.get();
    }

    /** Runs this on the thread that keeps a secret, before it does. */
    void beforeKeeping(Runnable task) {
        beforeKeeping = task;
    }

    /** Runs this on the thread that reads a secret, before it does. */
    void beforeReading(Runnable task) {
        beforeReading = task;
    }

    private interface Call {
        Object on(Method method, Object[] arguments) throws ReflectiveOperationException;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                SharedStore.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        return call.on(method, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
