package io.hooklatch.jdbc.sqlite.write;

/**
 * A dispatch that can be leased now, as it stands.
 *
 * @param running whether its lease ran out, rather than that it waits
 * @param dueAt since when it is due, in milliseconds since the epoch, UTC
 * @param leasedAt when its last lease began, in milliseconds since the epoch, UTC
 * @param forgiven how many of the attempts no longer count
 * @param carries the delivery whose body it brings, or 0
 * @param ordered whether others may wait for it or be superseded by it
 */
record DueDispatch(
        long id,
        long event,
        int attempts,
        int losses,
        long token,
        boolean running,
        long dueAt,
        long leasedAt,
        int forgiven,
        long carries,
        boolean ordered) {

    /** Whether an attempt of it ended, or is found to have ended, without a word: it may have killed its process. */
    boolean suspect() {
        return running || losses > 0;
    }
}
