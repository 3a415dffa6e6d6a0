package dev.holdfast.table;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * The one DynamoDB table. Thread-safe.
 *
 * <p>Every call takes a {@link Budget}, ends by its deadline and is charged to it. A passing fault of the store that
 * outlasts the SDK's retries is a {@link dev.holdfast.problem.Refusal} with
 * {@link dev.holdfast.problem.Reason#UNAVAILABLE}: the write may or may not have been applied.
 */
@Singleton
public final class Table {
    private static final String CONDITION_FAILED = "ConditionalCheckFailed";

    private static final int MOST_IN_BATCH = 25;

    private final DynamoDbClient client;
    private final String name;

    @Inject
    public Table(DynamoDbClient client, @ConfigProperty(name = "holdfast.table") String name) {
        this.client = client;
        this.name = name;
    }

    /** Makes the table where none exists, for the local process and tests; a deployment makes it by its own template. */
    public void createIfAbsent() {
        try {
            client.createTable(TableSchema.createTable(name));
        } catch (ResourceInUseException alreadyThere) {
            // another start made it, which is what was wanted
        }
        client.waiter().waitUntilTableExists(b -> b.tableName(name));
        if (client.describeTimeToLive(b -> b.tableName(name))
                        .timeToLiveDescription()
                        .attributeName()
                == null) {
            client.updateTimeToLive(b -> b.tableName(name)
                    .timeToLiveSpecification(
                            s -> s.attributeName(TableSchema.TTL).enabled(true)));
        }
    }

    /** Reads one item, strongly consistent. */
    public Optional<Item> get(Budget budget, Key key) {
        Map<String, AttributeValue> found = guarded(() -> client.getItem(b -> b.tableName(name)
                        .key(attributes(key))
                        .consistentRead(true)
                        .overrideConfiguration(timeout(budget))))
                .item();
        budget.spend(Capacity.read(Capacity.sizeOf(found), true));
        return found.isEmpty() ? Optional.empty() : Optional.of(Item.of(found));
    }

    /**
     * Reads many items at once, strongly consistent; those that do not stand are left out. Keys must be distinct.
     *
     * @param keys at most 100
     */
    public Map<Key, Item> getAll(Budget budget, List<Key> keys) {
        Map<Key, Item> found = new HashMap<>();
        List<Map<String, AttributeValue>> wanted =
                keys.stream().map(Table::attributes).toList();
        for (int attempt = 0; !wanted.isEmpty(); attempt++) {
            if (attempt > 0) {
                Backoff.await(attempt, budget);
            }
            List<Map<String, AttributeValue>> asked = wanted;
            var response = guarded(() -> client.batchGetItem(b -> b.requestItems(Map.of(
                            name,
                            KeysAndAttributes.builder()
                                    .keys(asked)
                                    .consistentRead(true)
                                    .build()))
                    .overrideConfiguration(timeout(budget))));
            Capacity capacity = Capacity.NONE;
            for (var attributes : response.responses().getOrDefault(name, List.of())) {
                Item item = Item.of(attributes);
                found.put(item.key(), item);
                capacity = capacity.plus(Capacity.read(item.size(), true));
            }
            var left = response.unprocessedKeys().get(name);
            wanted = left == null ? List.of() : left.keys();
            for (int absent = response.responses().getOrDefault(name, List.of()).size() + wanted.size();
                    absent < asked.size();
                    absent++) {
                capacity = capacity.plus(Capacity.read(0, true));
            }
            budget.spend(capacity);
        }
        return found;
    }

    /** Reads one page: of the table strongly consistent, of an index eventually. */
    public Page query(Budget budget, Query query) {
        var request = QueryRequests.of(name, query).overrideConfiguration(timeout(budget));
        var response = guarded(() -> client.query(request.build()));
        List<Item> items = response.items().stream().map(Item::of).toList();
        budget.spend(Capacity.read(items.stream().mapToInt(Item::size).sum(), query.index() == null));
        return new Page(
                items, response.hasLastEvaluatedKey() ? QueryRequests.position(response.lastEvaluatedKey()) : null);
    }

    /**
     * Applies one conditional write. A refused one answers with the item in its way and is charged as AWS does. A
     * conflict with a transaction under way is retried until the deadline.
     */
    public WriteResult write(Budget budget, Write write) {
        for (int attempt = 0; ; attempt++) {
            try {
                return apply(budget, write);
            } catch (ConditionalCheckFailedException refused) {
                Item standing = itemOrNull(refused.hasItem() ? refused.item() : Map.of());
                budget.spend(WriteCost.refused(write, standing));
                return new WriteResult.Refused(0, standing);
            } catch (TransactionConflictException running) {
                retryAfter(running, attempt, budget);
            } catch (SdkException fault) {
                throw StoreFault.of(fault);
            }
        }
    }

    /**
     * Removes items whatever stands there; not all at once, and again what the store left out.
     *
     * @param items as they were read: their sizes are what is charged
     */
    public void deleteAll(Budget budget, List<Item> items) {
        for (int from = 0; from < items.size(); from += MOST_IN_BATCH) {
            List<Item> batch = items.subList(from, Math.min(items.size(), from + MOST_IN_BATCH));
            Map<String, List<WriteRequest>> left = Map.of(name, WriteRequests.deletions(batch));
            for (int attempt = 0; !left.isEmpty(); attempt++) {
                if (attempt > 0) {
                    Backoff.await(attempt, budget);
                }
                Map<String, List<WriteRequest>> asked = left;
                left = guarded(() -> client.batchWriteItem(
                                b -> b.requestItems(asked).overrideConfiguration(timeout(budget))))
                        .unprocessedItems();
            }
            budget.spend(batch.stream()
                    .map(item -> WriteCost.delete(item.attributes(), false))
                    .reduce(Capacity.NONE, Capacity::plus));
        }
    }

    private WriteResult.Applied apply(Budget budget, Write write) {
        var timeout = timeout(budget);
        return switch (write) {
            case Write.Put put -> {
                client.putItem(WriteRequests.put(name, put)
                        .overrideConfiguration(timeout)
                        .build());
                budget.spend(WriteCost.put(put, false));
                yield new WriteResult.Applied();
            }
            case Write.Change change -> {
                var before = client.updateItem(WriteRequests.update(name, change)
                                .returnValues(ReturnValue.ALL_OLD)
                                .overrideConfiguration(timeout)
                                .build())
                        .attributes();
                budget.spend(WriteCost.change(change, before, false));
                yield new WriteResult.Applied(itemOrNull(before));
            }
            case Write.Delete delete -> {
                var before = client.deleteItem(WriteRequests.delete(name, delete)
                                .returnValues(ReturnValue.ALL_OLD)
                                .overrideConfiguration(timeout)
                                .build())
                        .attributes();
                budget.spend(WriteCost.delete(before, false));
                yield new WriteResult.Applied(itemOrNull(before));
            }
        };
    }

    /**
     * Applies all or none, in at most 100 writes on distinct keys. Conflicts with other transactions are retried until
     * the deadline. Repetitions of an attempt that may still be running carry its token, so that it is applied once.
     */
    public WriteResult transact(Budget budget, List<Write> writes) {
        String token = UUID.randomUUID().toString();
        for (int attempt = 0; ; attempt++) {
            try {
                String attempted = token;
                client.transactWriteItems(b -> b.transactItems(WriteRequests.transaction(name, writes))
                        .clientRequestToken(attempted)
                        .overrideConfiguration(timeout(budget)));
                budget.spend(WriteCost.transaction(writes));
                return new WriteResult.Applied();
            } catch (TransactionCanceledException cancelled) {
                budget.spend(WriteCost.refusedTransaction(writes));
                int position = firstRefused(cancelled.cancellationReasons());
                if (position >= 0) {
                    var reason = cancelled.cancellationReasons().get(position);
                    return new WriteResult.Refused(position, itemOrNull(reason.hasItem() ? reason.item() : Map.of()));
                }
                retryAfter(cancelled, attempt, budget);
                token = UUID.randomUUID().toString();
            } catch (TransactionInProgressException running) {
                retryAfter(running, attempt, budget);
            } catch (SdkException fault) {
                throw StoreFault.of(fault);
            }
        }
    }

    private static void retryAfter(SdkException contention, int attempt, Budget budget) {
        if (attempt == 12) {
            throw StoreFault.unavailable();
        }
        if (contention instanceof TransactionCanceledException cancelled
                && cancelled.cancellationReasons().stream()
                        .map(CancellationReason::code)
                        .noneMatch(c -> c.contains("Conflict") || c.contains("Exceeded") || c.contains("Throttl"))) {
            throw new IllegalStateException("the store refuses the transaction", cancelled);
        }
        Backoff.await(attempt, budget);
    }

    private static int firstRefused(List<CancellationReason> reasons) {
        for (int i = 0; i < reasons.size(); i++) {
            if (CONDITION_FAILED.equals(reasons.get(i).code())) {
                return i;
            }
        }
        return -1;
    }

    private static @Nullable Item itemOrNull(Map<String, AttributeValue> attributes) {
        return attributes.isEmpty() ? null : Item.of(attributes);
    }

    private static AwsRequestOverrideConfiguration timeout(Budget budget) {
        return AwsRequestOverrideConfiguration.builder()
                .apiCallTimeout(budget.remaining())
                .build();
    }

    private interface StoreCall<T> {
        T run();
    }

    private static <T> T guarded(StoreCall<T> call) {
        try {
            return call.run();
        } catch (SdkException fault) {
            throw StoreFault.of(fault);
        }
    }

    private static Map<String, AttributeValue> attributes(Key key) {
        return WriteRequests.attributes(key);
    }
}
