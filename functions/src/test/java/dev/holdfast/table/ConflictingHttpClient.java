package dev.holdfast.table;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** Answers the first requests as AWS answers a single write on an item that a transaction holds; DynamoDB Local never does. */
final class ConflictingHttpClient implements SdkHttpClient {
    private static final byte[] CONFLICT = """
            {"__type":"com.amazonaws.dynamodb.v20120810#TransactionConflictException",
             "message":"Transaction is ongoing for the item"}""".getBytes(StandardCharsets.UTF_8);

    private final SdkHttpClient store = UrlConnectionHttpClient.create();
    private final AtomicInteger requests = new AtomicInteger();
    private final int conflicts;

    ConflictingHttpClient(int conflicts) {
        this.conflicts = conflicts;
    }

    int requests() {
        return requests.get();
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return requests.incrementAndGet() > conflicts ? store.prepareRequest(request) : new Conflict();
    }

    @Override
    public void close() {
        store.close();
    }

    private record Conflict() implements ExecutableHttpRequest {
        @Override
        public HttpExecuteResponse call() {
            return HttpExecuteResponse.builder()
                    .response(SdkHttpResponse.builder().statusCode(400).build())
                    .responseBody(AbortableInputStream.create(new ByteArrayInputStream(CONFLICT)))
                    .build();
        }

        @Override
        public void abort() {}
    }
}
