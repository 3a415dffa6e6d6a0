package dev.holdfast.bench;

import dev.holdfast.table.Table;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Tables of DynamoDB Local, through the HTTP client that the functions have. */
public final class LocalTable {
    private LocalTable() {}

    /** The table called {@code name} with a client of its own, as another instance would have it. */
    public static Table at(URI endpoint, String name) {
        return new Table(
                DynamoDbClient.builder()
                        .endpointOverride(endpoint)
                        .region(Region.US_EAST_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                        .httpClient(UrlConnectionHttpClient.create())
                        .build(),
                name);
    }
}
