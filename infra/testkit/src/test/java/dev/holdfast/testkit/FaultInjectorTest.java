package dev.holdfast.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FaultInjectorTest {
    private static DynamoDbLocal local;
    private static StoreClient store;

    @BeforeAll
    static void start() throws Exception {
        local = DynamoDbLocal.inMemory();
        store = StoreClient.of(local.endpoint());
        store.createTable("notes");
    }

    @AfterAll
    static void stop() {
        local.close();
    }

    @Test
    void without_a_plan_replies_pass_as_the_store_sent_them() throws Exception {
        try (FaultInjector faults = injector(FaultPlan.none())) {
            HttpResponse<String> direct = store.call("DescribeLimits", "{}");
            HttpResponse<String> proxied = client(faults).call("DescribeLimits", "{}");
            assertEquals(direct.body(), proxied.body());
            assertEquals(
                    direct.headers().firstValue("x-amz-crc32"),
                    proxied.headers().firstValue("x-amz-crc32"));
            assertTrue(proxied.headers().firstValue("x-amz-crc32").isPresent());
            assertEquals(Map.of(), faults.faults());
        }
    }

    @Test
    void a_request_whose_reply_is_lost_is_applied() throws Exception {
        try (FaultInjector faults = injector(FaultPlan.none().with(Fault.REPLY_LOST_AFTER_APPLY, 1))) {
            assertThrows(IOException.class, () -> client(faults).put("notes", "lost"));
            assertTrue(store.has("notes", "lost"));
            assertEquals(Map.of(Fault.REPLY_LOST_AFTER_APPLY, 1L), faults.faults());
        }
    }

    @Test
    void a_request_that_fails_after_it_was_applied_is_answered_500() throws Exception {
        try (FaultInjector faults = injector(FaultPlan.none().with(Fault.ERROR_AFTER_APPLY, 1))) {
            HttpResponse<String> reply = client(faults).put("notes", "error");
            assertEquals(500, reply.statusCode());
            assertTrue(reply.body().contains("#InternalServerError\""), reply.body());
            assertTrue(store.has("notes", "error"));
        }
    }

    @Test
    void a_throttled_request_is_not_applied() throws Exception {
        try (FaultInjector faults = injector(FaultPlan.none().with(Fault.THROTTLED, 1))) {
            HttpResponse<String> reply = client(faults).put("notes", "throttled");
            assertEquals(400, reply.statusCode());
            assertTrue(reply.body().contains("#ProvisionedThroughputExceededException\""), reply.body());
            assertFalse(store.has("notes", "throttled"));
        }
    }

    @Test
    void a_request_whose_connection_is_reset_is_not_applied() throws Exception {
        try (FaultInjector faults = injector(FaultPlan.none().with(Fault.RESET_BEFORE_APPLY, 1))) {
            assertThrows(IOException.class, () -> client(faults).put("notes", "reset"));
            assertFalse(store.has("notes", "reset"));
            assertEquals(Map.of(Fault.RESET_BEFORE_APPLY, 1L), faults.faults());
        }
    }

    @Test
    void only_a_write_can_meet_a_transaction() throws Exception {
        try (FaultInjector faults = injector(FaultPlan.none().with(Fault.TRANSACTION_CONFLICT, 1))) {
            assertEquals(200, client(faults).call("ListTables", "{}").statusCode());
            assertFalse(client(faults).has("notes", "held"));
            HttpResponse<String> single = client(faults).put("notes", "held");
            assertEquals(400, single.statusCode());
            assertTrue(single.body().contains("#TransactionConflictException\""), single.body());
            assertFalse(store.has("notes", "held"));
            HttpResponse<String> reply = client(faults).call("TransactWriteItems", """
                    {"TransactItems":[{"Put":{"TableName":"notes","Item":{"id":{"S":"] in conflict"}}}}]}""");
            assertEquals(400, reply.statusCode());
            assertTrue(reply.body().contains("\"Code\":\"TransactionConflict\""), reply.body());
            assertFalse(store.has("notes", "] in conflict"));
        }
    }

    @Test
    void one_chosen_request_fails_and_no_other() throws Exception {
        try (FaultInjector faults = injector(FaultPlan.none())) {
            StoreClient client = client(faults);
            faults.failNext(Fault.THROTTLED, request -> request.body().contains("second"));
            assertEquals(200, client.put("notes", "first").statusCode());
            assertEquals(200, client.call("ListTables", "{}").statusCode());
            assertEquals(400, client.put("notes", "second").statusCode());
            assertEquals(200, client.put("notes", "second").statusCode());
            assertEquals(Map.of("PutItem", 3L, "ListTables", 1L), faults.requests());
        }
    }

    @Test
    void a_new_plan_is_for_the_requests_after_it() throws Exception {
        try (FaultInjector faults = injector(FaultPlan.none().with(Fault.THROTTLED, 1))) {
            assertEquals(400, client(faults).call("ListTables", "{}").statusCode());
            faults.plan(FaultPlan.none());
            assertEquals(200, client(faults).call("ListTables", "{}").statusCode());
        }
    }

    @Test
    void what_the_hook_does_happens_before_the_request() throws Exception {
        try (FaultInjector faults = injector(FaultPlan.none())) {
            faults.onRequest(request -> {
                if (request.operation().equals("GetItem")) {
                    putDirectly("interleaved");
                }
            });
            assertTrue(client(faults).has("notes", "interleaved"));
        }
    }

    @Test
    void a_hook_that_throws_is_reported_on_close() {
        FaultInjector faults = injector(FaultPlan.none());
        faults.onRequest(request -> {
            throw new AssertionError("unexpected " + request.operation());
        });
        assertThrows(IOException.class, () -> client(faults).call("ListTables", "{}"));
        IllegalStateException report = assertThrows(IllegalStateException.class, faults::close);
        assertEquals(new AssertionError("unexpected ListTables").toString(), String.valueOf(report.getCause()));
    }

    @Test
    void the_same_seed_gives_the_same_faults() throws Exception {
        List<String> once = outcomes(7);
        assertEquals(once, outcomes(7));
        assertNotEquals(once, outcomes(8));
        assertEquals(4, once.stream().distinct().count(), once.toString());
    }

    private static List<String> outcomes(long seed) throws Exception {
        FaultPlan plan = FaultPlan.each(0.15);
        List<String> outcomes = new ArrayList<>();
        try (FaultInjector faults = FaultInjector.between(local.endpoint(), plan, seed)) {
            StoreClient client = client(faults);
            for (int i = 0; i < 60; i++) {
                try {
                    HttpResponse<String> reply = client.call("ListTables", "{}");
                    outcomes.add(
                            reply.statusCode() + JsonText.members(reply.body()).getOrDefault("__type", ""));
                } catch (IOException lost) {
                    outcomes.add("no reply");
                }
            }
            assertEquals(60L, faults.requests("ListTables"));
        }
        return outcomes;
    }

    private static void putDirectly(String id) {
        try {
            store.put("notes", id);
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static FaultInjector injector(FaultPlan plan) {
        return FaultInjector.between(local.endpoint(), plan, 1);
    }

    private static StoreClient client(FaultInjector faults) {
        return StoreClient.of(faults.endpoint());
    }
}
