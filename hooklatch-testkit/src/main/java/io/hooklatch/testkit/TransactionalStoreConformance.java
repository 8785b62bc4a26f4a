package io.hooklatch.testkit;

import org.junit.jupiter.api.Nested;

/**
 * What every {@link io.hooklatch.store.TransactionalStore} must do: all of {@link StoreConformance}, and that a handler's
 * writes stand or fall with the state of its dispatch. Extend it in the same way.
 */
public abstract class TransactionalStoreConformance extends StoreConformance {
    /** For the class that extends this one. */
    protected TransactionalStoreConformance() {}

    @Override
    protected abstract TransactionalStoreHome newHome() throws Exception;

    @Nested
    class Transactions extends TransactionContract {
        @Override
        StoreUnderTest underTest() {
            return TransactionalStoreConformance.this.underTest();
        }
    }

    @Nested
    class TransactionConnections extends TransactionConnectionContract {
        @Override
        StoreUnderTest underTest() {
            return TransactionalStoreConformance.this.underTest();
        }
    }

    @Nested
    class TransactionRaces extends TransactionRaceContract {
        @Override
        StoreUnderTest underTest() {
            return TransactionalStoreConformance.this.underTest();
        }
    }
}
