package io.hooklatch.store;

/** What became of one piece of work of {@link TransactionalStore#transact}. */
public sealed interface TransactionOutcome {
    /** Its writes and its completion are durable. */
    record Committed() implements TransactionOutcome {}

    /** The lease was no longer held; its writes are rolled back. */
    record Fenced() implements TransactionOutcome {}

    /** It threw, or the commit failed; its writes are rolled back. */
    record RolledBack(Throwable cause) implements TransactionOutcome {}

    /** It outlived its time limit; its writes are rolled back and its thread is abandoned. */
    record TimedOut() implements TransactionOutcome {}

    /** It was never started, because one before it timed out or the transaction could not begin. */
    record NotRun() implements TransactionOutcome {}
}
