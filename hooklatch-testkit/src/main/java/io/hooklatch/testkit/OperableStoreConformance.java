package io.hooklatch.testkit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

/**
 * What every {@link io.hooklatch.store.OperableStore} must do beside the suite of its kind: extend this one, too, in a
 * class of its own.
 */
public abstract class OperableStoreConformance {
    private @Nullable StoreUnderTest underTest;

    /** For the class that extends this one. */
    protected OperableStoreConformance() {}

    /** A new place for an inbox, empty, whose stores are operable. Called before each test; the suite deletes it afterwards. */
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
    class Operations extends OperationContract {
        @Override
        StoreUnderTest underTest() {
            return OperableStoreConformance.this.underTest();
        }
    }

    @Nested
    class Replays extends ReplayContract {
        @Override
        StoreUnderTest underTest() {
            return OperableStoreConformance.this.underTest();
        }
    }

    @Nested
    class ReplayedDeliveries extends ReplayDeliveryContract {
        @Override
        StoreUnderTest underTest() {
            return OperableStoreConformance.this.underTest();
        }
    }

    @Nested
    class Ignoring extends IgnoreContract {
        @Override
        StoreUnderTest underTest() {
            return OperableStoreConformance.this.underTest();
        }
    }

    @Nested
    class Promotions extends PromoteContract {
        @Override
        StoreUnderTest underTest() {
            return OperableStoreConformance.this.underTest();
        }
    }

    @Nested
    class PromotedBatches extends PromoteBatchContract {
        @Override
        StoreUnderTest underTest() {
            return OperableStoreConformance.this.underTest();
        }
    }

    @Nested
    class Pauses extends PauseContract {
        @Override
        StoreUnderTest underTest() {
            return OperableStoreConformance.this.underTest();
        }
    }

    @Nested
    class OperatorRaces extends OperatorRaceContract {
        @Override
        StoreUnderTest underTest() {
            return OperableStoreConformance.this.underTest();
        }
    }

    @Nested
    class Histories extends ModelContract {
        @Override
        StoreUnderTest underTest() {
            return OperableStoreConformance.this.underTest();
        }
    }

    @Nested
    class NewsOfSuperseded extends SupersededContract {
        @Override
        StoreUnderTest underTest() {
            return OperableStoreConformance.this.underTest();
        }
    }

    @Nested
    class OrderedOperations extends OrderOperationContract {
        @Override
        StoreUnderTest underTest() {
            return OperableStoreConformance.this.underTest();
        }
    }
}
