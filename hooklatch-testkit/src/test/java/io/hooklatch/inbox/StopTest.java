package io.hooklatch.inbox;

import static io.hooklatch.inbox.TestInbox.EAGER;
import static io.hooklatch.inbox.TestInbox.order;
import static io.hooklatch.inbox.TestInbox.orders;
import static io.hooklatch.work.Selector.on;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.Hooklatch;
import io.hooklatch.store.InboxStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A stop that meets a store which is slow to lease and slow to take leases back. */
class StopTest {
    /** The common pool may have one thread, and these wait for each other. */
    private static final Executor OWN_THREAD = task -> new Thread(task, "stop-test").start();

    private final TestInbox test = new TestInbox();
    private final CountDownLatch leasing = new CountDownLatch(1);
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch givenBack = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean slow;
    private volatile boolean closedWhileGivingBack;

    @Test
    void fault34_theStoreIsClosedOnlyWhenItHasEveryLeaseBack() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        Hooklatch inbox = test.builder()
                .store(slowStore())
                .endpoint(orders())
                .handler("ship", on("orders"), EAGER.concurrency(1), event -> {
                    running.countDown();
                    finish.await();
                })
                .start();
        inbox.receive(order("1"));
        assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();
        slow = true;
        inbox.receive(order("2"));
        finish.countDown();
        assertThat(leasing.await(20, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(inbox::close, OWN_THREAD);
        while (inbox.receive(order("1")).status() != 503) {
            Thread.onSpinWait();
        }
        stopping.countDown();
        stopped.get(20, TimeUnit.SECONDS);

        assertThat(givenBack.getCount()).isZero();
        assertThat(closedWhileGivingBack).isFalse();
    }

    private InboxStore slowStore() {
        return (InboxStore) Proxy.newProxyInstance(
                StopTest.class.getClassLoader(), new Class<?>[] {InboxStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        closed.countDown();
                    }
                    Object result = call(method, arguments);
                    if (slow && method.getName().equals("lease")) {
                        leasing.countDown();
                        return ((CompletionStage<?>) result)
                                .thenApplyAsync(leases -> afterTheStopHasBegun(leases), OWN_THREAD);
                    }
                    if (slow && method.getName().equals("release")) {
                        return ((CompletionStage<?>) result).thenApplyAsync(count -> afterALook(count), OWN_THREAD);
                    }
                    return result;
                });
    }

    private Object call(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(test.store, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private <T> T afterTheStopHasBegun(T leases) {
        try {
            assertThat(stopping.await(20, TimeUnit.SECONDS)).isTrue();
            return leases;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Leaves a stop that does not wait the time to show itself. */
    private <T> T afterALook(T count) {
        try {
            closedWhileGivingBack = closed.await(300, TimeUnit.MILLISECONDS);
            givenBack.countDown();
            return count;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
