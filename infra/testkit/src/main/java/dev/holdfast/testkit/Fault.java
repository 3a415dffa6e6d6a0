package dev.holdfast.testkit;

import java.util.Set;

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
     * Not applied; another transaction holds the item. A transaction is answered HTTP 400
     * {@code TransactionCanceledException}, the reason of one item being {@code TransactionConflict}; a write of one
     * item HTTP 400 {@code TransactionConflictException}. Only these can fail so.
     */
    TRANSACTION_CONFLICT;

    private static final Set<String> TRANSACTIONAL =
            Set.of("TransactWriteItems", "PutItem", "UpdateItem", "DeleteItem");

    boolean canStrike(StoreRequest request) {
        return this != TRANSACTION_CONFLICT || TRANSACTIONAL.contains(request.operation());
    }
}
