package dev.holdfast.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.retry.RetryPolicy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/** The AWS SDK takes the injected errors for DynamoDB's own. */
class FaultInjectorSdkTest {
    private static DynamoDbLocal local;
    private static FaultInjector faults;
    private static DynamoDbClient client;

    @BeforeAll
    static void start() throws Exception {
        local = DynamoDbLocal.inMemory();
        faults = FaultInjector.between(local.endpoint(), FaultPlan.none(), 1);
        client = DynamoDbClient.builder()
                .endpointOverride(faults.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(overrides -> overrides.retryPolicy(RetryPolicy.none()))
                .build();
        StoreClient.of(local.endpoint()).createTable("notes");
    }

    @AfterAll
    static void stop() {
        client.close();
        faults.close();
        local.close();
    }

    @Test
    void throttling_and_server_errors_have_their_types() {
        faults.failNext(Fault.THROTTLED, request -> true);
        assertThrows(ProvisionedThroughputExceededException.class, () -> client.listTables());
        faults.failNext(Fault.ERROR_AFTER_APPLY, request -> true);
        assertThrows(InternalServerErrorException.class, () -> client.listTables());
        assertEquals(List.of("notes"), client.listTables().tableNames());
    }

    @Test
    void a_conflict_names_one_of_the_items() {
        List<TransactWriteItem> puts =
                Stream.of("a", "b", "c").map(FaultInjectorSdkTest::put).toList();
        faults.failNext(Fault.TRANSACTION_CONFLICT, request -> true);
        TransactionCanceledException canceled = assertThrows(
                TransactionCanceledException.class, () -> client.transactWriteItems(it -> it.transactItems(puts)));
        List<String> codes = canceled.cancellationReasons().stream()
                .map(CancellationReason::code)
                .toList();
        assertEquals(3, codes.size());
        assertEquals(1, Collections.frequency(codes, "TransactionConflict"));
        assertEquals(2, Collections.frequency(codes, "None"));
        assertEquals(0, client.scan(it -> it.tableName("notes")).count());
    }

    @Test
    void a_write_of_one_item_meets_a_transaction_too() {
        faults.failNext(Fault.TRANSACTION_CONFLICT, request -> true);
        Map<String, AttributeValue> item =
                Map.of("id", AttributeValue.builder().s("held").build());
        assertThrows(
                TransactionConflictException.class,
                () -> client.putItem(it -> it.tableName("notes").item(item)));
    }

    @Test
    void a_reply_lost_on_a_kept_connection_reaches_the_caller() {
        client.listTables();
        long before = faults.requests("ListTables");
        faults.failNext(Fault.REPLY_LOST_AFTER_APPLY, request -> true);
        assertThrows(SdkClientException.class, () -> client.listTables());
        assertEquals(before + 1, faults.requests("ListTables"));
    }

    private static TransactWriteItem put(String id) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName("notes")
                        .item(Map.of("id", AttributeValue.builder().s(id).build())))
                .build();
    }
}
