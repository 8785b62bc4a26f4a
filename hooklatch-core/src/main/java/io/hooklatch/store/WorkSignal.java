package io.hooklatch.store;

import java.util.Optional;

/** Told that others who share the store may have made work due; see {@link InboxStore#onWork}. */
@FunctionalInterface
public interface WorkSignal {
    /**
     * There may be something to lease. Called on a thread of the store; must not block.
     *
     * @param handler whose work it is; empty when it may be that of any handler, as after an outage in which signals
     *     were lost
     */
    void work(Optional<String> handler);
}
