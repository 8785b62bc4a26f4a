package io.hooklatch.jdbc.sqlite.keys;

/**
 * A Bloom filter of hashes: says of one that was added always that it may be there, and of about one in fifty others.
 * The four bits of a hash are in one block of 512, which is one line of the processor's cache. Not thread-safe.
 */
final class KeyFilter {
    private static final int BITS_PER_KEY = 12;
    private static final int BLOCK_WORDS = 8;
    private static final int BLOCK_BITS = BLOCK_WORDS * Long.SIZE;
    /** 64 MiB. Beyond its capacity it still never denies a key; it only spares fewer questions. */
    private static final long MOST_BLOCKS = 1 << 20;

    private final long[] words;
    private final int shift;
    private final long capacity;
    private long size;

    /** A filter that keeps its promise up to so many hashes, as far as it may have the memory. */
    KeyFilter(long capacity) {
        long wanted = Math.min(MOST_BLOCKS, capacity * BITS_PER_KEY / BLOCK_BITS + 1);
        int bits = Long.SIZE - Long.numberOfLeadingZeros(Math.max(wanted, 2) - 1);
        words = new long[BLOCK_WORDS << bits];
        shift = Long.SIZE - bits;
        this.capacity = (long) BLOCK_BITS * (1L << bits) / BITS_PER_KEY;
    }

    void add(long hash) {
        int block = block(hash);
        long bits = mixed(hash);
        for (int i = 0; i < 4; i++) {
            int bit = (int) (bits >>> (9 * i)) & (BLOCK_BITS - 1);
            words[block + (bit >>> 6)] |= 1L << bit;
        }
        size++;
    }

    boolean mayHold(long hash) {
        int block = block(hash);
        long bits = mixed(hash);
        for (int i = 0; i < 4; i++) {
            int bit = (int) (bits >>> (9 * i)) & (BLOCK_BITS - 1);
            if ((words[block + (bit >>> 6)] & (1L << bit)) == 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether more were added than it was made for, and a larger one could be made. */
    boolean outgrown() {
        return size > capacity && words.length < MOST_BLOCKS * BLOCK_WORDS;
    }

    long capacity() {
        return capacity;
    }

    private int block(long hash) {
        return (int) ((hash * 0x9E3779B97F4A7C15L) >>> shift) * BLOCK_WORDS;
    }

    /** Other bits than those that chose the block: an odd multiplier and the upper half. */
    private static long mixed(long hash) {
        long product = (hash ^ (hash >>> 32)) * 0xD6E8FEB86659FD93L;
        return product ^ (product >>> 29);
    }
}
