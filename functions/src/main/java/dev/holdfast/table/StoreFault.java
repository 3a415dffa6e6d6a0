package dev.holdfast.table;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.RequestLimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/** What a failure of the store means for the caller, once the SDK's own retries are used up. */
final class StoreFault {
    private StoreFault() {}

    static RuntimeException of(SdkException fault) {
        return passes(fault) ? unavailable() : new IllegalStateException("the store refuses the request", fault);
    }

    static Refusal unavailable() {
        return new Refusal(
                Reason.UNAVAILABLE,
                "The store did not answer in time. Send the same call again, with the same Idempotency-Key if it had one.",
                Map.of("retry_after", 1));
    }

    private static boolean passes(SdkException fault) {
        return switch (fault) {
            case ProvisionedThroughputExceededException _,
                    RequestLimitExceededException _,
                    InternalServerErrorException _,
                    TransactionInProgressException _,
                    SdkClientException _ -> true;
            case DynamoDbException answered -> answered.statusCode() >= 500 || answered.isThrottlingException();
            default -> false;
        };
    }
}
