package io.hooklatch.jdbc.sqlite.keys;

import java.util.Arrays;

/**
 * The newest keys, in memory: those that fill up, and the full generation before them, which the writer moves to the disk.
 * The writer's thread changes it; any thread may look up.
 */
final class RecentKeys {
    private final int generation;
    private final int slack;
    private PairTable filling;
    private PairTable moving;

    /**
     * @param generation how many keys make a generation
     * @param slack how many more than that one transaction may add
     * @param found how many the log on disk holds; they become the generation that moves
     */
    RecentKeys(int generation, int slack, int found) {
        this.generation = generation;
        this.slack = slack;
        this.filling = new PairTable(least());
        this.moving = new PairTable(found);
    }

    private int least() {
        return Math.min(generation, 4096) + slack;
    }

    /** Sees to it that one more transaction finds room; between transactions. */
    synchronized void makeRoom() {
        if (filling.size() + slack > filling.capacity()) {
            filling = filling.copy(Math.min(2 * filling.capacity(), generation + slack));
        }
    }

    synchronized void load(long hash, long event) {
        moving.put(hash, event);
    }

    synchronized void put(long hash, long event) {
        filling.put(hash, event);
    }

    synchronized void takeOutLast(long hash, long event) {
        filling.takeOutLast(hash, event);
    }

    synchronized boolean full() {
        return filling.size() >= generation;
    }

    /** Makes the generation that filled up the one that moves, in place of the one that is on disk as a whole. */
    synchronized void turn() {
        moving = filling;
        filling = new PairTable(least());
    }

    synchronized PairTable moving() {
        return moving;
    }

    /** The events that may have a key with this hash, newest generation first. */
    synchronized long[] find(long hash) {
        return find(moving, hash, find(filling, hash, NONE));
    }

    private static final long[] NONE = {};

    private static long[] find(PairTable table, long hash, long[] before) {
        long[] events = before;
        for (int place = table.find(hash, table.first(hash)); place >= 0; place = table.find(hash, table.next(place))) {
            events = Arrays.copyOf(events, events.length + 1);
            events[events.length - 1] = table.eventAt(place);
        }
        return events;
    }
}
