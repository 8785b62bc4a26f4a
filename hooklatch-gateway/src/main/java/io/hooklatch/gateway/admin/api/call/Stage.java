package io.hooklatch.gateway.admin.api.call;

import io.hooklatch.store.StoreException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Waiting for the store. */
public final class Stage {
    private Stage() {}

    /** What the stage completes with. Blocks; fails with the very failure of the store. */
    public static <T> T done(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof StoreException failure) {
                throw failure;
            }
            throw e;
        }
    }
}
