package io.hooklatch.gateway.ingress;

import io.hooklatch.message.Receipt;
import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request that waits for its receipt. The receipt arrives on any thread and is carried to the connection's event
 * loop; a row of them, as one commit brings, wakes the loop once.
 */
final class Exchange implements BiConsumer<@Nullable Receipt, @Nullable Throwable>, Runnable {
    private static final Logger log = LoggerFactory.getLogger(Exchange.class);

    private final EventExecutor loop;
    private final ByteBudget budget;
    private final int held;
    private final Consumer<Exchange> then;
    private @Nullable Receipt receipt;
    private @Nullable Throwable failure;

    /**
     * @param held what the body takes of the budget, until the receipt is there
     * @param then called on the event loop
     */
    Exchange(EventExecutor loop, ByteBudget budget, int held, Consumer<Exchange> then) {
        this.loop = loop;
        this.budget = budget;
        this.held = held;
        this.then = then;
    }

    void await(CompletionStage<Receipt> stage) {
        stage.whenComplete(this);
    }

    @Override
    public void accept(@Nullable Receipt receipt, @Nullable Throwable failure) {
        budget.giveBack(held);
        this.receipt = receipt;
        this.failure = receipt == null && failure == null ? new IllegalStateException("no receipt") : failure;
        if (loop.inEventLoop()) {
            run();
            return;
        }
        try {
            loop.execute(this);
        } catch (RejectedExecutionException e) {
            log.debug("a receipt came after the ingress had stopped; its sender will send again", e);
        }
    }

    @Override
    public void run() {
        then.accept(this);
    }

    @Nullable
    Receipt receipt() {
        return receipt;
    }

    @Nullable
    Throwable failure() {
        return failure;
    }
}
