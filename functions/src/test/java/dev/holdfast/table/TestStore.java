package dev.holdfast.table;

import dev.holdfast.testkit.DynamoDbLocal;
import java.net.URI;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** One DynamoDB Local for all tests of this JVM; every test takes a table of its own. */
public final class TestStore {
    private static final DynamoDbLocal STORE = DynamoDbLocal.inMemory();

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
        Table table = new Table(client(endpoint), name);
        table.createIfAbsent();
        return table;
    }

    public static DynamoDbClient client(URI endpoint) {
        return StoreClient.build(DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClient(UrlConnectionHttpClient.create()));
    }
}
