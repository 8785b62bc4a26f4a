package io.hooklatch.testkit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

/**
 * What every {@link io.hooklatch.store.InboxStore} must do, as tests. A store is right when a class that extends this one
 * is green:
 *
 * <pre>{@code
 * class MyStoreConformanceTest extends StoreConformance {
 *     @Override
 *     protected StoreHome newHome() {
 *         return new MyStoreHome(); // opens, reopens and deletes one inbox
 *     }
 * }
 * }</pre>
 *
 * <p>Every test runs on a home of its own. The groups are nested classes and the tests are final: a store cannot leave one
 * out. With Surefire, {@code -Dtest='*#itsName'} runs one test; in an IDE a group can be run as well.
 */
public abstract class StoreConformance {
    private @Nullable StoreUnderTest underTest;

    /** For the class that extends this one. */
    protected StoreConformance() {}

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
    class Appending extends AppendContract {
        @Override
        StoreUnderTest underTest() {
            return StoreConformance.this.underTest();
        }
    }

    @Nested
    class RoundTrip extends RoundTripContract {
        @Override
        StoreUnderTest underTest() {
            return StoreConformance.this.underTest();
        }
    }

    @Nested
    class Diagnoses extends DiagnosisContract {
        @Override
        StoreUnderTest underTest() {
            return StoreConformance.this.underTest();
        }
    }

    @Nested
    class Dedupe extends DedupeContract {
        @Override
        StoreUnderTest underTest() {
            return StoreConformance.this.underTest();
        }
    }

    @Nested
    class TwoKeys extends TwoKeysContract {
        @Override
        StoreUnderTest underTest() {
            return StoreConformance.this.underTest();
        }
    }

    @Nested
    class DedupeRaces extends DedupeRaceContract {
        @Override
        StoreUnderTest underTest() {
            return StoreConformance.this.underTest();
        }
    }

    @Nested
    class WorkSignals extends WorkSignalContract {
        @Override
        StoreUnderTest underTest() {
            return StoreConformance.this.underTest();
        }
    }

    @Nested
    class LearntSecrets extends SecretContract {
        @Override
        StoreUnderTest underTest() {
            return StoreConformance.this.underTest();
        }
    }

    @Nested
    class Batches extends BatchContract {
        @Override
        StoreUnderTest underTest() {
            return StoreConformance.this.underTest();
        }
    }

    @Nested
    class BatchReading extends BatchReadContract {
        @Override
        StoreUnderTest underTest() {
            return StoreConformance.this.underTest();
        }
    }

    @Nested
    class BatchRaces extends BatchRaceContract {
        @Override
        StoreUnderTest underTest() {
            return StoreConformance.this.underTest();
        }
    }

    @Nested
    class Leasing extends LeaseContract {
        @Override
        StoreUnderTest underTest() {
            return StoreConformance.this.underTest();
        }
    }

    @Nested
    class LeaseRaces extends LeaseRaceContract {
        @Override
        StoreUnderTest underTest() {
            return StoreConformance.this.underTest();
        }
    }

    @Nested
    class LostLeases extends LostLeaseContract {
        @Override
        StoreUnderTest underTest() {
            return StoreConformance.this.underTest();
        }
    }

    @Nested
    class Fences extends FenceContract {
        @Override
        StoreUnderTest underTest() {
            return StoreConformance.this.underTest();
        }
    }

    @Nested
    class Completing extends CompletionContract {
        @Override
        StoreUnderTest underTest() {
            return StoreConformance.this.underTest();
        }
    }

    @Nested
    class States extends StateContract {
        @Override
        StoreUnderTest underTest() {
            return StoreConformance.this.underTest();
        }
    }

    @Nested
    class Deliveries extends DeliveryQueryContract {
        @Override
        StoreUnderTest underTest() {
            return StoreConformance.this.underTest();
        }
    }

    @Nested
    class Events extends EventQueryContract {
        @Override
        StoreUnderTest underTest() {
            return StoreConformance.this.underTest();
        }
    }

    @Nested
    class Work extends WorkQueryContract {
        @Override
        StoreUnderTest underTest() {
            return StoreConformance.this.underTest();
        }
    }

    @Nested
    class Cursors extends CursorContract {
        @Override
        StoreUnderTest underTest() {
            return StoreConformance.this.underTest();
        }
    }

    @Nested
    class Lifecycle extends LifecycleContract {
        @Override
        StoreUnderTest underTest() {
            return StoreConformance.this.underTest();
        }
    }

    @Nested
    class Order extends OrderContract {
        @Override
        StoreUnderTest underTest() {
            return StoreConformance.this.underTest();
        }
    }

    @Nested
    class Guards extends GuardContract {
        @Override
        StoreUnderTest underTest() {
            return StoreConformance.this.underTest();
        }
    }
}
