package io.hooklatch.store;

import java.util.concurrent.CompletionStage;

/**
 * A store from which rows can be removed that have served their time.
 *
 * <p>What goes is a delivery with everything that hangs on it alone: its diagnosis, the events that it created, their
 * dispatches and attempts. It goes when all of its events may go, so a batch goes as a whole; an event may go when all of
 * its dispatches are settled and the time that its state is kept for is over, counted from its last attempt, or from when
 * it was stored if there was none. A duplicate goes when its event may go or is gone and it is itself older than the shortest
 * time that events are kept for. What made no event goes by its own time. The time of a row is the one that its id bears.
 *
 * <p>A body may go before its row, by the same rule: the delivery then is truncated to no bytes and keeps its length.
 *
 * <p>The keys of an event that is gone stay for a time of their own: a later delivery with one of them is a duplicate of
 * the event, divergent when its bytes differ, and nothing is run. Keys never go before their event.
 *
 * <p>{@link #prune} decides anew, in its transaction, about every row that {@link #prunable} found, so that nothing is
 * removed that was leased, replayed or requeued in between.
 */
public interface PrunableStore extends InboxStore {
    /**
     * The time by which rows age, in milliseconds since the epoch, UTC: that of the clock which the ids are made by. Where
     * several processes share the store, it is the store's and no process's own, so that a process whose clock is ahead
     * removes nothing too early. Blocks.
     *
     * @throws StoreUnavailableException when the store cannot be asked
     */
    long now();

    /**
     * Looks for what may go now, oldest first, with reads only and within a bounded number of rows. Blocks.
     *
     * @param from where to look; {@link PrunePage.Position#START} first, then {@link PrunePage#next()}
     * @param limit at most so many targets, at least 1
     * @throws StoreUnavailableException when the store cannot be read
     */
    PrunePage prunable(PrunePlan plan, PrunePage.Position from, int limit);

    /**
     * Removes those targets of the page that may still go, in one transaction of bounded size. When {@link
     * Pruned#unfinished()}, a call with the same page goes on.
     *
     * @return what was removed, once that is durable
     */
    CompletionStage<Pruned> prune(PrunePlan plan, PrunePage page);

    /** How much room the inbox takes. Blocks. */
    Space space();

    /**
     * Gives room that removed rows left back to the file system.
     *
     * @param bytes about so many at most
     * @return how many bytes are given back, once that is durable; 0 when there is nothing to give, or the store cannot
     */
    CompletionStage<Long> reclaim(long bytes);

    /**
     * Room on a disk, in bytes.
     *
     * @param total what the inbox takes, without logs
     * @param unused the part of it that removed rows left and new ones will fill; 0 where the store does not know
     * @param reclaimable whether {@link #reclaim} can give the unused part back
     */
    record Space(long total, long unused, boolean reclaimable) {}
}
