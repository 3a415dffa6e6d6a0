package dev.holdfast.state;

import java.util.List;

/**
 * What the entries of a store's log add up to.
 *
 * @param document as it is stored: perhaps of an older schema version than the configured one
 * @param imported the seq of the newest entry in the store it was imported from; 0 when it was not
 * @param watches which triggers its changes may fire
 */
record StoreState(Document document, StoreConfig config, long imported, List<Watch> watches) {
    /** Of a store that no trigger watches. */
    StoreState(Document document, StoreConfig config, long imported) {
        this(document, config, imported, List.of());
    }

    StoreState with(Document changed) {
        return new StoreState(changed, config, imported, watches);
    }

    StoreState with(StoreConfig changed) {
        return new StoreState(document, changed, imported, watches);
    }

    StoreState with(List<Watch> changed) {
        return new StoreState(document, config, imported, changed);
    }

    StoreState importedAt(long seq) {
        return seq == 0 ? this : new StoreState(document, config, seq, watches);
    }
}
