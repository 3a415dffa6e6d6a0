package dev.holdfast.bench.json;

/** How many changes are made to a document of {@code items} items. */
enum Edits {
    FEW {
        @Override
        int of(int items) {
            return 4;
        }
    },
    MANY {
        @Override
        int of(int items) {
            return Math.min(400, 2 * items);
        }
    },
    ONE_IN_A_HUNDRED {
        @Override
        int of(int items) {
            return items / 100;
        }
    };

    abstract int of(int items);
}
