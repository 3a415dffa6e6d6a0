package dev.holdfast.log;

import dev.holdfast.table.Key;
import dev.holdfast.table.Table;
import dev.holdfast.table.TestStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** A table whose first mark of chunks reaches the store twice: at once, and long after its sender gave it up. */
final class LateMark {
    private final List<PutItemRequest> marks = new ArrayList<>();
    private final Table table;

    LateMark(String name) {
        table = TestStore.watched(name, this::keep);
    }

    Table table() {
        return table;
    }

    private synchronized void keep(Object request) {
        if (request instanceof PutItemRequest put && LogName.isChunksMark(key(put))) {
            marks.add(put);
        }
    }

    private static Key key(PutItemRequest put) {
        return new Key(text(put, "pk"), text(put, "sk"));
    }

    private static String text(PutItemRequest put, String attribute) {
        return Objects.requireNonNull(put.item().get(attribute)).s();
    }

    void arrive() {
        try {
            TestStore.client(TestStore.endpoint()).putItem(marks.getFirst());
        } catch (ConditionalCheckFailedException _) {
            // Its sender is gone.
        }
    }
}
