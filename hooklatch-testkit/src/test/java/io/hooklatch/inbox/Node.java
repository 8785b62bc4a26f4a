package io.hooklatch.inbox;

import io.hooklatch.store.OperableStore;
import io.hooklatch.store.Step;
import io.hooklatch.store.StoreUnavailableException;
import io.hooklatch.testkit.MemoryStore;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** One of several processes that share an inbox in memory. It can die, and it can miss the answer of a step. */
final class Node implements InvocationHandler {
    private final MemoryStore all;
    private final AtomicInteger answersToLose = new AtomicInteger();
    private volatile boolean dead;

    Node(MemoryStore all) {
        this.all = all;
    }

    OperableStore store() {
        return (OperableStore) Proxy.newProxyInstance(
                OperableStore.class.getClassLoader(), new Class<?>[] {OperableStore.class}, this);
    }

    /** From now on nothing of it reaches the inbox. */
    void die() {
        dead = true;
    }

    /** The next step is taken, and its answer does not arrive. */
    void loseAnAnswer() {
        answersToLose.incrementAndGet();
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] args) throws Throwable {
        if (method.getName().equals("shared")) {
            return true;
        }
        if (method.getName().equals("close")) {
            dead = true;
            return method.getDefaultValue();
        }
        return dead ? refuse(method) : forward(method, args);
    }

    private static Object refuse(Method method) {
        StoreUnavailableException gone = new StoreUnavailableException("this process is dead");
        if (CompletionStage.class.isAssignableFrom(method.getReturnType())) {
            return CompletableFuture.failedStage(gone);
        }
        throw gone;
    }

    private Object forward(Method method, Object[] args) throws Throwable {
        Object answer;
        try {
            answer = method.invoke(all, args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
        boolean step =
                method.getName().equals("apply") && !((Step) args[1]).changes().isEmpty();
        if (step && answersToLose.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return CompletableFuture.failedStage(new StoreUnavailableException("the answer was lost"));
        }
        return answer;
    }
}
