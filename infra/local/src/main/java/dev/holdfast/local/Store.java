package dev.holdfast.local;

import dev.holdfast.testkit.DynamoDbLocal;
import java.io.UncheckedIOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The DynamoDB that the functions use: one started here, or one that runs elsewhere and is left alone. */
record Store(URI endpoint, @Nullable DynamoDbLocal embedded) implements AutoCloseable {
    /** @throws StartFailure if the given endpoint cannot be reached, or DynamoDB Local does not start */
    static Store open(@Nullable URI elsewhere, DataDirectory data) {
        if (elsewhere != null) {
            StartChecks.isReachable(elsewhere);
            return new Store(elsewhere, null);
        }
        try {
            DynamoDbLocal embedded = DynamoDbLocal.at(data.database());
            return new Store(embedded.endpoint(), embedded);
        } catch (IllegalStateException | UncheckedIOException failure) {
            throw new StartFailure("DynamoDB Local does not start: " + failure.getMessage());
        }
    }

    @Override
    public void close() {
        if (embedded != null) {
            embedded.close();
        }
    }
}
