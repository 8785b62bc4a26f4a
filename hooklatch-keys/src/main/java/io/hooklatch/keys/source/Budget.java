package io.hooklatch.keys.source;

/**
 * How many fetches may begin. Names that have keys, and names that nobody knows, have their own share of each minute, and
 * there is a reserve of it: for names that were turned away in a minute before and come again, as those of a new key do with
 * every request, and that are not known to be made up. Whoever makes each name up anew takes nothing of the reserve; whoever
 * asks for made-up names again takes one fetch of it for each. Not thread-safe.
 */
final class Budget {
    static final int A_MINUTE = 30;
    static final int IN_RESERVE = 10;
    private static final long MINUTE = 60_000;
    /** For so many minutes a name is held for made up: a key may be used a moment before it is published. */
    private static final int MINUTES_MADE_UP = 10;

    private final SeenNames before = new SeenNames();
    private final SeenNames turnedAway = new SeenNames();
    private final SeenNames madeUp = new SeenNames();
    private long begins;
    private int renewals;
    private int strangers;
    private int reserve;
    private int minutes;

    /** Whether a fetch for a name that has keys may begin now. */
    boolean renews(long now) {
        tick(now);
        return renewals < A_MINUTE && ++renewals > 0;
    }

    /** Whether a fetch for a name without keys may begin now. */
    boolean meets(String name, long now) {
        tick(now);
        if (strangers < A_MINUTE) {
            strangers++;
            return true;
        }
        if (reserve < IN_RESERVE && before.has(name) && !madeUp.has(name)) {
            reserve++;
            return true;
        }
        turnedAway.add(name);
        return false;
    }

    /** There certainly is no key of this name. */
    void isMadeUp(String name) {
        madeUp.add(name);
    }

    private void tick(long now) {
        if (Math.abs(now - begins) >= MINUTE) {
            begins = now;
            renewals = 0;
            strangers = 0;
            reserve = 0;
            before.takeOver(turnedAway);
            if (++minutes % MINUTES_MADE_UP == 0) {
                madeUp.clear();
            }
        }
    }
}
