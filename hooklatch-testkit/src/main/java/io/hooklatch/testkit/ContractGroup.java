package io.hooklatch.testkit;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** Some rules of the store contract, each a test on a fresh store. The time limit only ends what is stuck. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
abstract class ContractGroup {
    /** The fresh store. */
    StoreUnderTest inbox;

    abstract StoreUnderTest underTest();

    @BeforeEach
    final void takeTheFreshStore() {
        inbox = underTest();
    }
}
