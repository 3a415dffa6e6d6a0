package dev.holdfast.local.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

/** The table as the store holds it, read past the code under test by DynamoDB's own JSON over HTTP. */
record RawTable(URI store) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_PAGES = 1_000;

    /** A tenant's items, in no order; attributes as {@code {"S": …}}. */
    List<JsonNode> itemsOf(String tenant) throws IOException, InterruptedException {
        List<JsonNode> items = new ArrayList<>();
        ObjectNode request =
                JSON.createObjectNode().put("TableName", "holdfast").put("ConsistentRead", true);
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (int page = 0; page < MOST_PAGES; page++) {
                JsonNode answer = scan(http, request);
                answer.path("Items").forEach(item -> {
                    if (text(item, "pk").startsWith(tenant + "#")) {
                        items.add(item);
                    }
                });
                if (!answer.has("LastEvaluatedKey")) {
                    return items;
                }
                request.set("ExclusiveStartKey", answer.get("LastEvaluatedKey"));
            }
        }
        throw new AssertionError("The table has no end");
    }

    static String text(JsonNode item, String attribute) {
        return item.path(attribute).path("S").asText();
    }

    private JsonNode scan(HttpClient http, ObjectNode request) throws IOException, InterruptedException {
        var answer = http.send(
                HttpRequest.newBuilder(store)
                        .header("X-Amz-Target", "DynamoDB_20120810.Scan")
                        .header("Content-Type", "application/x-amz-json-1.0")
                        .header(
                                "Authorization",
                                "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request,"
                                        + " SignedHeaders=host, Signature=0")
                        .POST(BodyPublishers.ofString(request.toString()))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(answer.body());
        }
        return JSON.readTree(answer.body());
    }
}
