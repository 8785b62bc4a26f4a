package io.hooklatch.store;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** A store that can be looked through for rows that do not fit together, and mend what can be mended. */
public interface CheckableStore extends InboxStore {
    /**
     * Looks through the whole inbox, with reads only. Blocks, for minutes where the inbox is large; what is received
     * meanwhile is stored.
     *
     * @return what is wrong; empty when nothing is
     * @throws StoreUnavailableException when the store cannot be read
     */
    List<Flaw> check();

    /**
     * Mends some of what {@link #check} finds of this kind, judged anew, in one transaction of bounded size. It is found by
     * reads before, which take their time and hold up nothing that is received. Call it until it mends none.
     *
     * @return how many rows were mended
     * @throws IllegalArgumentException when nothing mends this kind
     */
    CompletionStage<Long> repair(Flaw.Kind kind);
}
