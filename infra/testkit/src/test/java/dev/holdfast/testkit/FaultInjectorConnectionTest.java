package dev.holdfast.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a client sees of its connection through a {@link FaultInjector}. */
class FaultInjectorConnectionTest {
    private static final String HEAD = """
            POST / HTTP/1.1\r
            Host: store\r
            Content-Type: application/x-amz-json-1.0\r
            X-Amz-Target: DynamoDB_20120810.ListTables\r
            Authorization: %s\r
            """.formatted(StoreClient.AUTHORIZATION);
    private static final String REQUEST = HEAD + "Content-Length: 2\r\n\r\n{}";
    private static final String CHUNKED_REQUEST =
            HEAD + "Transfer-Encoding: chunked\r\n\r\n1;note=x\r\n{\r\n1\r\n}\r\n0\r\n\r\n";

    private static DynamoDbLocal local;

    @BeforeAll
    static void start() throws Exception {
        local = DynamoDbLocal.inMemory();
        StoreClient.of(local.endpoint()).createTable("notes");
    }

    @AfterAll
    static void stop() {
        local.close();
    }

    @Test
    void one_connection_carries_many_requests_and_errors_in_either_framing() throws Exception {
        try (FaultInjector faults = injector();
                Socket socket = connect(faults)) {
            HttpConnection connection = new HttpConnection(socket);
            for (int i = 0; i < 3; i++) {
                assertEquals(
                        "{\"TableNames\":[\"notes\"]}",
                        exchange(socket, connection, REQUEST).text());
                assertEquals(
                        "{\"TableNames\":[\"notes\"]}",
                        exchange(socket, connection, CHUNKED_REQUEST).text());
                faults.failNext(Fault.THROTTLED, request -> true);
                assertEquals(
                        "HTTP/1.1 400 Bad Request",
                        exchange(socket, connection, REQUEST).startLine());
            }
            assertEquals(9L, faults.requests("ListTables"));
        }
    }

    @Test
    void a_lost_reply_ends_the_connection_in_order() throws Exception {
        try (FaultInjector faults = injector();
                Socket socket = connect(faults)) {
            faults.failNext(Fault.REPLY_LOST_AFTER_APPLY, request -> true);
            socket.getOutputStream().write(REQUEST.getBytes(US_ASCII));
            assertEquals(-1, socket.getInputStream().read());
        }
    }

    @Test
    void a_reset_is_a_tcp_reset() throws Exception {
        try (FaultInjector faults = injector();
                Socket socket = connect(faults)) {
            faults.failNext(Fault.RESET_BEFORE_APPLY, request -> true);
            socket.getOutputStream().write(REQUEST.getBytes(US_ASCII));
            SocketException reset = assertThrows(
                    SocketException.class, () -> socket.getInputStream().read());
            assertEquals("Connection reset", reset.getMessage());
        }
    }

    @Test
    void a_client_that_asks_before_it_sends_a_body_is_told_to_go_on() throws Exception {
        try (FaultInjector faults = injector();
                Socket socket = connect(faults)) {
            String head = HEAD + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(US_ASCII));
            String interim = "HTTP/1.1 100 Continue\r\n\r\n";
            assertEquals(interim, new String(socket.getInputStream().readNBytes(interim.length()), US_ASCII));
            HttpMessage reply = exchange(socket, new HttpConnection(socket), "{}");
            assertEquals("HTTP/1.1 200 OK", reply.startLine());
        }
    }

    @Test
    void a_store_that_cannot_be_reached_ends_the_connection() throws Exception {
        DynamoDbLocal gone = DynamoDbLocal.inMemory();
        gone.close();
        try (FaultInjector faults = FaultInjector.between(gone.endpoint(), FaultPlan.none(), 1)) {
            assertThrows(
                    IOException.class, () -> StoreClient.of(faults.endpoint()).call("ListTables", "{}"));
        }
    }

    @Test
    void sixty_four_clients_at_once_lose_nothing() throws Exception {
        int clients = 64;
        int each = 15;
        try (FaultInjector faults = injector();
                ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            StoreClient client = StoreClient.of(faults.endpoint());
            List<Future<Integer>> puts = new ArrayList<>();
            for (int i = 0; i < clients * each; i++) {
                String id = "concurrent-" + i;
                puts.add(threads.submit(() -> client.put("notes", id).statusCode()));
            }
            for (Future<Integer> put : puts) {
                assertEquals(200, put.get());
            }
            assertEquals((long) clients * each, faults.requests("PutItem"));
        }
        String count = StoreClient.of(local.endpoint())
                .call("Scan", "{\"TableName\":\"notes\",\"Select\":\"COUNT\"}")
                .body();
        assertTrue(count.contains("\"Count\":" + clients * each), count);
    }

    private static HttpMessage exchange(Socket socket, HttpConnection connection, String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(US_ASCII));
        return connection.readResponse();
    }

    private static FaultInjector injector() {
        return FaultInjector.between(local.endpoint(), FaultPlan.none(), 1);
    }

    private static Socket connect(FaultInjector faults) throws IOException {
        Socket socket =
                new Socket(InetAddress.ofLiteral("127.0.0.1"), faults.endpoint().getPort());
        socket.setSoTimeout(20_000);
        return socket;
    }
}
