package dev.holdfast.log;

import dev.holdfast.table.Table;
import dev.holdfast.table.TestStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** A table whose first put reaches the store twice: at once, and long after its sender gave it up. */
final class LateMark {
    private final DynamoDbClient client = TestStore.client(TestStore.endpoint());
    private final List<PutItemRequest> puts = new ArrayList<>();
    private final Table table;

    LateMark(String name) {
        table = new Table(
                (DynamoDbClient) Proxy.newProxyInstance(
                        DynamoDbClient.class.getClassLoader(),
                        new Class<?>[] {DynamoDbClient.class},
                        (_, method, arguments) -> {
                            if (arguments != null && arguments[0] instanceof PutItemRequest put) {
                                keep(put);
                            }
                            try {
                                return method.invoke(client, arguments);
                            } catch (InvocationTargetException thrown) {
                                throw thrown.getCause();
                            }
                        }),
                name);
    }

    Table table() {
        return table;
    }

    private synchronized void keep(PutItemRequest put) {
        puts.add(put);
    }

    void arrive() {
        try {
            client.putItem(puts.getFirst());
        } catch (ConditionalCheckFailedException _) {
            // Its sender is gone.
        }
    }
}
