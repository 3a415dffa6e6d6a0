package dev.holdfast.state;

/**
 * What the entries of a store's log add up to.
 *
 * @param document as it is stored: perhaps of an older schema version than the configured one
 * @param imported the seq of the newest entry in the store it was imported from; 0 when it was not
 */
record StoreState(Document document, StoreConfig config, long imported) {
    StoreState with(Document changed) {
        return new StoreState(changed, config, imported);
    }

    StoreState with(StoreConfig changed) {
        return new StoreState(document, changed, imported);
    }

    StoreState importedAt(long seq) {
        return seq == 0 ? this : new StoreState(document, config, seq);
    }
}
