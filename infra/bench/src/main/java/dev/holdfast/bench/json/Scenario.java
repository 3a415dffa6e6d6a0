package dev.holdfast.bench.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** A document and how it is changed: the sizes are those of the written text. */
public enum Scenario {
    FEW_1K(Shape.TASKS, 5, Edits.FEW),
    FEW_100K(Shape.TASKS, 505, Edits.FEW),
    FEW_1M(Shape.TASKS, 5_100, Edits.FEW),
    MANY_1K(Shape.TASKS, 5, Edits.MANY),
    MANY_100K(Shape.TASKS, 505, Edits.MANY),
    MANY_1M(Shape.TASKS, 5_100, Edits.MANY),
    ARRAY_1K(Shape.VALUES, 100, Edits.FEW),
    ARRAY_100K(Shape.VALUES, 9_400, Edits.FEW),
    ARRAY_1M(Shape.VALUES, 94_000, Edits.FEW),
    ITEMS_1000(Shape.VALUES, 1_000, Edits.ONE_IN_A_HUNDRED),
    ITEMS_10000(Shape.VALUES, 10_000, Edits.ONE_IN_A_HUNDRED),
    ITEMS_100000(Shape.VALUES, 100_000, Edits.ONE_IN_A_HUNDRED);

    private enum Shape {
        TASKS,
        VALUES
    }

    private static final int OURS = 11;
    private static final int THEIRS = 12;

    private final Shape shape;
    private final int items;
    private final Edits edits;

    Scenario(Shape shape, int items, Edits edits) {
        this.shape = shape;
        this.items = items;
        this.edits = edits;
    }

    /** {@code few 1k}. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    ObjectNode before() {
        return shape == Shape.TASKS ? Workload.tasks(items) : Workload.values(items);
    }

    ObjectNode after() {
        return edited(OURS);
    }

    /** Changed apart from {@link #after}, to be merged with it. */
    ObjectNode changedElsewhere() {
        return edited(THEIRS);
    }

    private ObjectNode edited(long seed) {
        int count = edits.of(items);
        return shape == Shape.TASKS
                ? Workload.editedTasks(before(), count, seed)
                : Workload.editedValues(before(), count, seed);
    }
}
