package dev.holdfast.table;

import dev.holdfast.testkit.DynamoDbLocal;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** One DynamoDB Local for all tests of this JVM; every test takes a table of its own. */
public final class TestStore {
    private static final DynamoDbLocal STORE = DynamoDbLocal.inMemory();
    /** Of most tables: a client keeps threads of its own. */
    private static final DynamoDbClient CLIENT = client(STORE.endpoint());

    private TestStore() {}

    public static URI endpoint() {
        return STORE.endpoint();
    }

    /** A new, empty table. */
    public static Table table() {
        return table(endpoint(), "t" + UUID.randomUUID());
    }

    /** A table of this name behind {@code endpoint}, made if absent. */
    public static Table table(URI endpoint, String name) {
        Table table = new Table(endpoint.equals(endpoint()) ? CLIENT : client(endpoint), name);
        table.createIfAbsent();
        return table;
    }

    /** A table that is there already. */
    public static Table existing(String name) {
        return new Table(CLIENT, name);
    }

    /** A table that is there already, each request to which is shown before it is sent, in the thread that sends it. */
    public static Table watched(String name, Consumer<Object> seen) {
        Object watched = Proxy.newProxyInstance(
                DynamoDbClient.class.getClassLoader(),
                new Class<?>[] {DynamoDbClient.class},
                (_, method, arguments) -> {
                    if (arguments != null) {
                        seen.accept(arguments[0]);
                    }
                    try {
                        return method.invoke(CLIENT, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
        return new Table((DynamoDbClient) watched, name);
    }

    /** A client as the function configures it. */
    public static DynamoDbClient client(URI endpoint) {
        return StoreClient.build(builder(endpoint));
    }

    /** A client that gives up at the first fault, as one does whose process ends. */
    public static DynamoDbClient clientWithoutRetries(URI endpoint) {
        return builder(endpoint)
                .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    static DynamoDbClientBuilder builder(URI endpoint) {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClient(UrlConnectionHttpClient.create());
    }

    /** A call's means for the next {@code time}. */
    public static Budget budget(Duration time) {
        return new Budget(Clock.systemUTC(), Instant.now().plus(time));
    }

    /** Everything in the table as it is stored, bytes as Latin-1: for looking for what must not be there. */
    public static String dump(String name) {
        StringBuilder text = new StringBuilder();
        scan(name)
                .forEach(item -> item.attributes().values().forEach(value -> {
                    text.append('\n').append(value.s()).append(value.n());
                    if (value.b() != null) {
                        text.append(new String(value.b().asByteArray(), StandardCharsets.ISO_8859_1));
                    }
                }));
        return text.toString();
    }

    /** Every item of a table, read past everything that the registry does. */
    public static List<Item> scan(String name) {
        try (DynamoDbClient client = client(endpoint())) {
            return client.scanPaginator(b -> b.tableName(name).consistentRead(true)).items().stream()
                    .map(Item::of)
                    .toList();
        }
    }

    /** Every item of one partition of a table. */
    public static List<Item> partition(Table table, String pk) {
        List<Item> items = new ArrayList<>();
        Query query = Query.partition(pk, 1_000);
        for (Page page = table.query(budget(Duration.ofSeconds(20)), query); ; ) {
            items.addAll(page.items());
            if (page.next() == null) {
                return items;
            }
            page = table.query(budget(Duration.ofSeconds(20)), query.after(page.next()));
        }
    }

    /** Writes items as they are, many at once. */
    public static void load(String name, List<Item> items) {
        try (DynamoDbClient client = client(endpoint())) {
            for (int from = 0; from < items.size(); from += 25) {
                List<WriteRequest> batch = items.subList(from, Math.min(from + 25, items.size())).stream()
                        .map(item -> WriteRequest.builder()
                                .putRequest(p -> p.item(item.attributes()))
                                .build())
                        .toList();
                Map<String, List<WriteRequest>> left = Map.of(name, batch);
                for (int attempt = 0; !left.isEmpty() && attempt < 20; attempt++) {
                    Map<String, List<WriteRequest>> next = left;
                    left = client.batchWriteItem(b -> b.requestItems(next)).unprocessedItems();
                }
                if (!left.isEmpty()) {
                    throw new IllegalStateException("the store left items out");
                }
            }
        }
    }
}
