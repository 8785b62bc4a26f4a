package io.hooklatch.diagnosis;

/** What is left of a budget. One thread. */
final class Purse {
    /** Ends a search whose budget is spent; carries no stack, since it says nothing about a place. */
    static final class Spent extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Spent() {
            super("the budget of the search is spent", null, false, false);
        }
    }

    private int candidates;
    private long bytes;
    private int tried;

    Purse(Budget budget) {
        candidates = budget.candidates();
        bytes = budget.bytes();
    }

    /** Pays for one candidate; throws {@link Spent} when there is not enough left. */
    void candidate(long size) {
        if (candidates == 0) {
            throw new Spent();
        }
        work(size);
        candidates--;
        tried++;
    }

    /** Pays for reading or writing this many bytes. */
    void work(long size) {
        if (size > bytes) {
            bytes = 0;
            throw new Spent();
        }
        bytes -= size;
    }

    int tried() {
        return tried;
    }
}
