package dev.holdfast.testkit;

/** What can go wrong between a client and the store. */
public enum Fault {
    /** The store applies the request; the client's connection is closed without a reply. */
    REPLY_LOST_AFTER_APPLY,
    /** The store applies the request; the client is answered HTTP 500 {@code InternalServerError}. */
    ERROR_AFTER_APPLY,
    /** Not applied; the client is answered HTTP 400 {@code ProvisionedThroughputExceededException}. */
    THROTTLED,
    /** Not applied; the client's connection is reset. */
    RESET_BEFORE_APPLY,
    /**
     * Not applied; the client is answered HTTP 400 {@code TransactionCanceledException}, the reason of one item being
     * {@code TransactionConflict}. Only {@code TransactWriteItems} can fail so.
     */
    TRANSACTION_CONFLICT;

    boolean canStrike(StoreRequest request) {
        return this != TRANSACTION_CONFLICT || request.operation().equals("TransactWriteItems");
    }
}
