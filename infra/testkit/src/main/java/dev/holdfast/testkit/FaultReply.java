package dev.holdfast.testkit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/** Errors in DynamoDB's own form: AWS JSON 1.0 with {@code __type} and a CRC-32 of the body. */
final class FaultReply {
    private static final String TYPE = "com.amazonaws.dynamodb.v20120810#";

    private FaultReply() {}

    static HttpMessage internalServerError() {
        return reply(500, "Internal Server Error", """
                {"__type":"%sInternalServerError","message":"Internal server error"}\
                """.formatted(TYPE));
    }

    static HttpMessage throttled() {
        return reply(400, "Bad Request", """
                {"__type":"%sProvisionedThroughputExceededException",\
                "message":"The request rate is above what the table allows"}\
                """.formatted(TYPE));
    }

    static HttpMessage transactionConflict() {
        return reply(400, "Bad Request", """
                {"__type":"%sTransactionConflictException","message":"Transaction is ongoing for the item"}\
                """.formatted(TYPE));
    }

    /**
     * @param transaction the body of the {@code TransactWriteItems} request
     * @param position from 0 (inclusive) to 1 (exclusive), which of its items is in conflict
     */
    static HttpMessage transactionCancelled(String transaction, double position) {
        int items = JsonText.elements(JsonText.members(transaction).getOrDefault("TransactItems", "[]"))
                .size();
        int conflict = (int) (position * items);
        List<String> codes = new ArrayList<>(Collections.nCopies(items, "None"));
        codes.set(conflict, "TransactionConflict");
        String reasons = codes.stream()
                .map(code -> code.equals("None")
                        ? "{\"Code\":\"None\"}"
                        : "{\"Code\":\"%s\",\"Message\":\"Transaction is ongoing for the item\"}".formatted(code))
                .collect(Collectors.joining(",", "[", "]"));
        return reply(400, "Bad Request", """
                {"__type":"%sTransactionCanceledException","CancellationReasons":%s,\
                "Message":"Transaction cancelled, please refer cancellation reasons for specific reasons %s"}\
                """.formatted(TYPE, reasons, codes));
    }

    private static HttpMessage reply(int status, String phrase, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        CRC32 crc = new CRC32();
        crc.update(body);
        String statusLine = "HTTP/1.1 %d %s".formatted(status, phrase);
        Map<String, String> headers = Map.of(
                "content-type", "application/x-amz-json-1.0",
                "content-length", Integer.toString(body.length),
                "x-amzn-requestid", UUID.randomUUID().toString(),
                "x-amz-crc32", Long.toString(crc.getValue()));
        String head = headers.entrySet().stream()
                .map(header -> header.getKey() + ": " + header.getValue())
                .collect(Collectors.joining("\r\n", statusLine + "\r\n", "\r\n\r\n"));
        byte[] wire = (head + json).getBytes(StandardCharsets.UTF_8);
        return new HttpMessage(statusLine, headers, body, wire, false);
    }
}
