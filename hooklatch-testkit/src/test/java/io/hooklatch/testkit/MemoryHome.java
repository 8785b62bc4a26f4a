package io.hooklatch.testkit;

import io.hooklatch.store.InboxStore;
import java.time.InstantSource;
import java.util.Optional;

/** An inbox in memory. */
final class MemoryHome implements StoreHome {
    private Optional<MemoryStore> last = Optional.empty();

    @Override
    public InboxStore open(InstantSource clock) {
        MemoryStore store = last.map(former -> former.reopen(clock)).orElseGet(() -> MemoryStore.open(clock));
        last = Optional.of(store);
        return store;
    }

    @Override
    public boolean soleOwner() {
        return true;
    }

    @Override
    public void delete() {
        last.ifPresent(MemoryStore::close);
    }
}
