package io.hooklatch.bench.growth;

import static io.hooklatch.work.Selector.onEvery;

import io.hooklatch.Hooklatch;
import io.hooklatch.bench.FirstProblem;
import io.hooklatch.bench.inbox.StripeInbox;
import io.hooklatch.bench.load.SignedBatch;
import io.hooklatch.bench.load.StripeTraffic;
import io.hooklatch.jdbc.SqliteStore;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import io.hooklatch.receive.Endpoint;
import io.hooklatch.receive.Ingest;
import io.hooklatch.receive.RefusedQuota;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * What fills the inbox: mostly Stripe's events of 50 types without a handler, and some of everything that one looks for
 * later. Of each thousand deliveries ten are handled, one is refused, and one goes to another endpoint; of each hundred
 * thousand one is of a rare type.
 */
final class Population {
    static final String OTHER_ENDPOINT = "quiet";
    static final String HANDLED_TYPE = "invoice.paid";
    static final String RARE_TYPE = "charge.dispute.created";

    private static final int CHUNK = 50_000;
    private static final int ON_THEIR_WAY = 1024;
    private static final int RARE_EVERY = 100_000;
    private static final RefusedQuota ALL = new RefusedQuota(1_000_000, 1000, 1L << 40, 1 << 20);

    private final FirstProblem problem = new FirstProblem();
    private final StripeTraffic traffic;
    private long stored;

    Population(StripeTraffic traffic) {
        this.traffic = traffic;
    }

    /** The inbox in this file, with the endpoints and the handler that the population needs. */
    static Hooklatch open(Path file) {
        return StripeInbox.over(SqliteStore.open(file))
                .endpoint(Endpoint.named(OTHER_ENDPOINT)
                        .provider("stripe")
                        .secrets(StripeTraffic.SECRET)
                        .refusedQuota(ALL))
                .handler("pay", onEvery().type(HANDLED_TYPE), event -> {})
                .start();
    }

    /** Adds deliveries, through the inbox but without verification, until there are so many. */
    void fillTo(Hooklatch inbox, long total) throws InterruptedException {
        Semaphore free = new Semaphore(ON_THEIR_WAY);
        while (stored < total) {
            SignedBatch requests =
                    traffic.sign((int) Math.min(CHUNK, total - stored), System.currentTimeMillis() / 1000);
            for (Optional<Request> next = requests.next(); next.isPresent(); next = requests.next()) {
                free.acquire();
                Ingest delivery = delivery(next.get(), stored++);
                boolean accepted = delivery.verdict().accepted();
                inbox.ingestAsync(delivery).whenComplete((receipt, failure) -> {
                    free.release();
                    if (failure != null
                            || receipt.accepted() != accepted
                            || receipt.deliveryId().isEmpty()) {
                        problem.report("a delivery was not stored: " + receipt + " " + failure);
                    }
                });
            }
        }
        free.acquire(ON_THEIR_WAY);
        problem.raise();
    }

    private static Ingest delivery(Request request, long number) {
        int place = (int) (number % 1000);
        if (place == 500) {
            Verdict refused = Verdict.refused("stripe@bench", Reason.SIGNATURE_MISMATCH, "made up for the benchmark");
            return Ingest.judged(OTHER_ENDPOINT, request, refused);
        }
        return Ingest.verified(place == 250 ? OTHER_ENDPOINT : StripeInbox.ENDPOINT, request)
                .eventType(type(number, place));
    }

    private static String type(long number, int place) {
        if (number % RARE_EVERY == RARE_EVERY / 2 + 7) {
            return RARE_TYPE;
        }
        return place % 100 == 30 ? HANDLED_TYPE : "usual.type_" + place % 50;
    }

    /** How many deliveries it has added. */
    long stored() {
        return stored;
    }
}
