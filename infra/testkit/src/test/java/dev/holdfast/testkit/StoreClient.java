package dev.holdfast.testkit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Calls DynamoDB with nothing but the JDK: never retries, and says what came back. */
record StoreClient(URI endpoint, HttpClient http) {
    static final String AUTHORIZATION = "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request,"
            + " SignedHeaders=host, Signature=0";

    static StoreClient of(URI endpoint) {
        return new StoreClient(
                endpoint,
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
    }

    HttpResponse<String> call(String operation, String json) throws IOException, InterruptedException {
        return send(operation, BodyPublishers.ofString(json));
    }

    HttpResponse<String> callChunked(String operation, String json) throws IOException, InterruptedException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        return send(operation, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
    }

    void createTable(String name) throws IOException, InterruptedException {
        String body = """
                {"TableName":"%s","BillingMode":"PAY_PER_REQUEST",
                 "AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}],
                 "KeySchema":[{"AttributeName":"id","KeyType":"HASH"}]}""".formatted(name);
        HttpResponse<String> response = call("CreateTable", body);
        if (response.statusCode() != 200) {
            throw new IOException(response.body());
        }
    }

    HttpResponse<String> put(String table, String id) throws IOException, InterruptedException {
        return call("PutItem", "{\"TableName\":\"%s\",\"Item\":{\"id\":{\"S\":\"%s\"}}}".formatted(table, id));
    }

    boolean has(String table, String id) throws IOException, InterruptedException {
        HttpResponse<String> response = call("GetItem", """
                {"TableName":"%s","Key":{"id":{"S":"%s"}},"ConsistentRead":true}""".formatted(table, id));
        if (response.statusCode() != 200) {
            throw new IOException(response.body());
        }
        return response.body().contains("\"Item\"");
    }

    private HttpResponse<String> send(String operation, BodyPublisher body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Target", "DynamoDB_20120810." + operation)
                .header("Authorization", AUTHORIZATION)
                .POST(body)
                .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
