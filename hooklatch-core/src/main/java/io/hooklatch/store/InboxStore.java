package io.hooklatch.store;

import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.Diagnosis;
import io.hooklatch.message.DispatchId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Where deliveries, events, dispatches and attempts are kept.
 *
 * <p>All writing methods may be called from any thread, do not block, and complete their stage only when the change is
 * durable on disk; a stage may complete on any thread, so continuations must not block. A stage that completes with a
 * {@link StoreException} means that the change is not to be relied on: for {@link StoreBusyException} it was not tried,
 * for {@link StoreUnavailableException} it was rolled back or its fate is unknown. The store never retries by itself.
 *
 * <p>Time spans are given as durations and the store adds them to its own clock, so that many nodes on one database agree
 * on leases.
 */
public interface InboxStore extends AutoCloseable {
    /**
     * Stores one delivery and, when it is an accepted message, decides whether each event it brings is a new one, all in
     * one transaction.
     *
     * <p>A message is accepted when its verdict says so. The first accepted delivery of an endpoint and key creates
     * the event and takes its keys; every later one that has one of them is linked to the event, creates no dispatch, and
     * is divergent when its body bytes differ from the first one's. Keys are compared by their value, exactly; their
     * source plays no part. Of two keys that lead to different events the first one decides. A duplicate takes no
     * key: otherwise a captured request, sent again under an id that is not signed, could occupy the id of an event
     * still to come. There is no window: this holds under any concurrency, across crashes and for as long as the key is
     * kept. Without keys every accepted delivery creates an event. A refused delivery, a handshake or a stub never
     * touches the keys.
     *
     * <p>A delivery that is a batch brings one event for each of its elements. What is said here of a delivery and its
     * body bytes holds for each element and its bytes, one after the other: an element whose key an earlier one of the
     * same delivery has taken is a duplicate of it. A batch without elements is stored and creates nothing.
     *
     * <p>A new event gets one dispatch per route, or a single one in state unrouted when there is none. A route that asks
     * for a claim is born running: leased, its first attempt counted.
     *
     * <p>An event whose {@link Ordering} has a key joins the end of the line of its endpoint, key and handler, and leaves it
     * when its dispatch is settled, and not dead. Only the first of a line is ever due or claimed; when it leaves, the next
     * is due. The order is that of the commits. An event older than what its handler has handled of its entity is born
     * superseded, and one that is found to be older when it would be leased becomes so.
     *
     * <p>When the process dies before the stage completes, the delivery is either stored as a whole or not at all.
     */
    CompletionStage<Appended> append(NewDelivery delivery);

    /**
     * Keeps what was found out about a refused delivery, in the place of what was found before. It is read with {@link
     * InboxReader#delivery}, and changes nothing else.
     *
     * @return whether the delivery exists and was refused; false leaves the store untouched
     */
    CompletionStage<Boolean> diagnose(DeliveryId delivery, Diagnosis diagnosis);

    /**
     * Leases due dispatches of one handler, oldest due first, for the given time; counts an attempt for each. A dispatch
     * whose lease ran out is due as well, from the millisecond at which it ends: its former attempt is recorded as lost.
     * A dispatch that ever lost an attempt ({@code losses} greater than zero) is returned alone, at most one in a call
     * and never beside another, so that an event that kills its process cannot take others along. Two concurrent calls
     * never return the same dispatch.
     *
     * <p>On its way it supersedes due dispatches that are older than what was handled, and those right behind them in
     * their lines: a bounded number in one call. A call that reaches the bound may return fewer leases than are due, or
     * none; {@link InboxReader#nextDue} then says that more are.
     *
     * <p>A lease is held until its dispatch is completed, released or leased again. One whose time ran out is therefore
     * still held as long as nobody else took the dispatch, and what it reports is taken.
     *
     * @param handler the handler's name
     * @param limit at most this many, at least 1
     * @param leaseFor how long the lease lasts unless renewed
     * @return the leases; empty when none is due, or when superseding was all that this call did
     */
    CompletionStage<List<Lease>> lease(String handler, int limit, Duration leaseFor);

    /**
     * Extends leases to the given time from now.
     *
     * @return the dispatches among them that are still held; the others were lost and their results will be fenced off
     */
    CompletionStage<Set<DispatchId>> renew(Collection<Lease> leases, Duration leaseFor);

    /**
     * Records how one attempt ended and moves its dispatch on, in one transaction, provided the lease is still held.
     *
     * @return whether it was held; false leaves the store untouched (a newer lease, an operator or an earlier completion
     *     stands)
     */
    CompletionStage<Boolean> complete(Completion completion);

    /**
     * Gives leases back untried, as at shutdown: the dispatch becomes due at once, its attempt is not counted, and it is
     * queued again when no attempt is left that counts, else retrying. Leases that are no longer held are passed over.
     *
     * @return how many were given back
     */
    CompletionStage<Integer> release(Collection<Lease> leases);

    /**
     * Makes every lease due whose holder is known to be dead. Called once at start, before anything is leased. Where one
     * process owns the store that is every lease; where many share it, those that ran out. The attempts are recorded as
     * lost by the {@link #lease} that takes the dispatch.
     *
     * @return how many leases those were
     */
    CompletionStage<Integer> recover();

    /**
     * Names whom to tell when another process that shares the store has made work due: stored an event for a handler
     * without a claim, or given a lease back. A hint and no more: it may come late, twice, for nothing or not at all, so
     * whoever relies on being told polls besides. It is told without a name when the store begins to hear of others, and
     * after an outage. What this very store object wrote is not told. Where one process owns the store nothing is ever
     * told.
     *
     * <p>The last one named counts. May be called on a closed store, which tells nothing.
     */
    void onWork(WorkSignal signal);

    /**
     * Names whom to tell of every dispatch that this very store object supersedes: when its event is stored or made of a
     * promoted delivery, and when it would have been leased. Told once each, when that is durable and before the stage
     * completes with which it came; on a thread of the store, so whoever is told must be quick, and must neither block nor throw. What
     * other processes supersede they are told themselves.
     *
     * <p>The last one named counts. May be called on a closed store, which tells nothing.
     */
    void onSuperseded(Consumer<Superseded> listener);

    /**
     * Keeps a secret that an endpoint has learnt, unless one is kept for it already: that decision and the write are one
     * transaction, so that of concurrent calls exactly one wins.
     *
     * @param endpoint the endpoint's name
     * @param sealed the secret, encrypted by the caller; the store never sees it in clear
     * @return the sealed secret that is kept from then on: the given one, or the one that was there before
     */
    CompletionStage<byte[]> keepSecret(String endpoint, byte[] sealed);

    /**
     * Forgets the secret of {@link #keepSecret}, so that another one can be kept.
     *
     * @return whether there was one
     */
    CompletionStage<Boolean> forgetSecret(String endpoint);

    /**
     * Commits something harmless, to learn whether the store can commit now.
     *
     * <p>The stage fails as {@link #append} would.
     */
    CompletionStage<Void> probe();

    /** The reading side of the same store. */
    InboxReader reader();

    /**
     * 32 random bytes made with the store and kept apart from its rows: the key under which credential headers are
     * digested. The same at every open.
     */
    byte[] digestKey();

    /** How many writes wait for their commit now; for metrics. */
    int pendingWrites();

    /**
     * Stops accepting writes, commits what was accepted, and frees every resource. Idempotent. Afterwards every write
     * fails with {@link StoreUnavailableException}.
     */
    @Override
    void close();
}
