package dev.holdfast.table;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A table of which one call is held back until something else has been done: a race that always happens. */
public final class InterruptedStore {
    private final Table table;
    private final Runnable between;
    private int callsBefore;
    private boolean interrupted;

    /** @param callsBefore how many calls pass before {@code between} runs, once */
    public InterruptedStore(String name, int callsBefore, Runnable between) {
        this.callsBefore = callsBefore;
        this.between = between;
        DynamoDbClient client = TestStore.client(TestStore.endpoint());
        this.table = new Table(
                (DynamoDbClient) Proxy.newProxyInstance(
                        DynamoDbClient.class.getClassLoader(),
                        new Class<?>[] {DynamoDbClient.class},
                        (_, method, arguments) -> {
                            count();
                            try {
                                return method.invoke(client, arguments);
                            } catch (InvocationTargetException thrown) {
                                throw thrown.getCause();
                            }
                        }),
                name);
    }

    public Table table() {
        return table;
    }

    /** Whether the work had as many calls. */
    public boolean wasInterrupted() {
        return interrupted;
    }

    /** Calls in parallel wait with the one that is held back. */
    private synchronized void count() {
        if (callsBefore-- == 0) {
            interrupted = true;
            between.run();
        }
    }
}
