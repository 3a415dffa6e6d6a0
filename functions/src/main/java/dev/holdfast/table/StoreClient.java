package dev.holdfast.table;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/**
 * The SDK's client with our retries: a handful, soon after each other. Its own defaults go on for longer than a caller
 * waits, and keep a budget over all calls that a burst of faults would use up.
 */
final class StoreClient {
    private static final int MOST_ATTEMPTS = 6;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private StoreClient() {}

    @Produces
    @Singleton
    static DynamoDbClient build(DynamoDbClientBuilder builder) {
        StandardRetryStrategy retries = AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(MOST_ATTEMPTS)
                .circuitBreakerEnabled(false)
                .backoffStrategy(BackoffStrategy.exponentialDelay(Duration.ofMillis(25), LONGEST_PAUSE))
                .throttlingBackoffStrategy(BackoffStrategy.exponentialDelay(Duration.ofMillis(100), LONGEST_PAUSE))
                .build();
        return builder.overrideConfiguration(builder.overrideConfiguration().toBuilder()
                        .retryStrategy(retries)
                        .build())
                .build();
    }
}
