package io.hooklatch.bench.inbox;

import io.hooklatch.Hooklatch;
import io.hooklatch.HooklatchBuilder;
import io.hooklatch.bench.load.StripeTraffic;
import io.hooklatch.jdbc.SqliteStore;
import io.hooklatch.receive.Endpoint;
import io.hooklatch.store.InboxStore;
import java.nio.file.Path;

/** An inbox as a user would open it: defaults throughout, one endpoint for Stripe, real verification. */
public final class StripeInbox {
    /** The endpoint's name. */
    public static final String ENDPOINT = "stripe";

    private StripeInbox() {}

    /** An inbox in this file that only receives. */
    public static Hooklatch open(Path file) {
        return over(SqliteStore.open(file)).start();
    }

    /** The description of an inbox over this store, for a caller that adds handlers. */
    public static HooklatchBuilder over(InboxStore store) {
        return Hooklatch.builder()
                .store(store)
                .endpoint(Endpoint.named(ENDPOINT)
                        .path(StripeTraffic.PATH)
                        .provider("stripe")
                        .secrets(StripeTraffic.SECRET));
    }
}
