package io.hooklatch.testkit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

/**
 * What every {@link io.hooklatch.store.PrunableStore} must do beside {@link StoreConformance}, as tests. Extend it in the
 * same way.
 */
public abstract class PrunableStoreConformance {
    private @Nullable StoreUnderTest underTest;

    /** For the class that extends this one. */
    protected PrunableStoreConformance() {}

    /** A new place for an inbox, empty. Called before each test; the suite deletes it afterwards. */
    protected abstract StoreHome newHome() throws Exception;

    @BeforeEach
    final void openAFreshStore() throws Exception {
        underTest = new StoreUnderTest(this::newHome);
    }

    @AfterEach
    final void closeTheStore() throws Exception {
        if (underTest != null) {
            underTest.discard();
        }
    }

    final StoreUnderTest underTest() {
        if (underTest == null) {
            throw new IllegalStateException("no test is running");
        }
        return underTest;
    }

    @Nested
    class Pruning extends PruneContract {
        @Override
        StoreUnderTest underTest() {
            return PrunableStoreConformance.this.underTest();
        }
    }

    @Nested
    class PruningInParts extends PrunePartContract {
        @Override
        StoreUnderTest underTest() {
            return PrunableStoreConformance.this.underTest();
        }
    }

    @Nested
    class PruningKeys extends PruneKeyContract {
        @Override
        StoreUnderTest underTest() {
            return PrunableStoreConformance.this.underTest();
        }
    }

    @Nested
    class PruningRaces extends PruneRaceContract {
        @Override
        StoreUnderTest underTest() {
            return PrunableStoreConformance.this.underTest();
        }
    }

    @Nested
    class PrunedOrder extends PruneOrderContract {
        @Override
        StoreUnderTest underTest() {
            return PrunableStoreConformance.this.underTest();
        }
    }
}
