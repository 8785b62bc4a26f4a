package io.hooklatch.testkit;

import io.hooklatch.store.InboxStore;
import java.time.InstantSource;
import java.util.Optional;

class MemoryStoreConformanceTest extends StoreConformance {
    @Override
    protected StoreHome newHome() {
        return new StoreHome() {
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
        };
    }
}
