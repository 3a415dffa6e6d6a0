package dev.holdfast.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.testkit.Fault;
import dev.holdfast.testkit.FaultInjector;
import dev.holdfast.testkit.FaultPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoreFaultTest {
    private static final Item ITEM = Item.at(new Key("t#things", "one"))
            .number(TableSchema.VERSION, 1)
            .text("op", "mine")
            .build();

    private final String name = "t" + UUID.randomUUID();
    private final Table direct = TestStore.table(TestStore.endpoint(), name);
    private final FaultInjector injector = FaultInjector.between(TestStore.endpoint(), FaultPlan.none(), 1);
    private final Table table = new Table(TestStore.client(injector.endpoint()), name);
    private final Budget budget = TestStore.budget(Duration.ofSeconds(20));

    @AfterEach
    void close() {
        injector.close();
    }

    private Optional<Item> stored() {
        return direct.get(budget, ITEM.key());
    }

    @ParameterizedTest
    @EnumSource(names = {"REPLY_LOST_AFTER_APPLY", "ERROR_AFTER_APPLY"})
    void an_applied_write_whose_reply_is_lost_is_refused_with_its_own_item_in_the_way(Fault fault) {
        injector.failNext(fault, request -> request.operation().equals("PutItem"));
        WriteResult result = table.write(budget, Write.Put.ifAbsent(ITEM));
        assertEquals(new WriteResult.Refused(0, ITEM), result);
        assertEquals(2, injector.requests("PutItem"));
        assertEquals(1, budget.consumed().calls());
    }

    @ParameterizedTest
    @EnumSource(names = {"REPLY_LOST_AFTER_APPLY", "ERROR_AFTER_APPLY"})
    void an_applied_transaction_whose_reply_is_lost_is_applied_once_and_told_so(Fault fault) {
        injector.failNext(fault, request -> request.operation().equals("TransactWriteItems"));
        Write counted = Write.Change.of(new Key("t#things", "two")).onlyIf(Condition.none());
        WriteResult result = table.transact(budget, List.of(Write.Put.ifAbsent(ITEM), counted));
        assertInstanceOf(WriteResult.Applied.class, result);
        assertEquals(1, direct.get(budget, counted.key()).orElseThrow().number(TableSchema.VERSION));
        assertEquals(2, injector.requests("TransactWriteItems"));
    }

    @ParameterizedTest
    @EnumSource(names = {"THROTTLED", "RESET_BEFORE_APPLY"})
    void a_write_that_did_not_reach_the_table_is_sent_again(Fault fault) {
        injector.failNext(fault, request -> true);
        injector.failNext(fault, request -> true);
        assertInstanceOf(WriteResult.Applied.class, table.write(budget, Write.Put.ifAbsent(ITEM)));
        assertEquals(3, injector.requests("PutItem"));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TRANSACTION_CONFLICT")
    void reads_survive_every_single_fault(Fault fault) {
        direct.write(budget, Write.Put.always(ITEM));
        injector.failNext(fault, request -> request.operation().equals("GetItem"));
        injector.failNext(fault, request -> request.operation().equals("Query"));
        assertEquals(Optional.of(ITEM), table.get(budget, ITEM.key()));
        assertEquals(
                List.of(ITEM),
                table.query(budget, Query.partition("t#things", 10)).items());
        assertEquals(2, injector.faults(fault));
    }

    @Test
    void conflicts_between_transactions_are_retried() {
        for (int i = 0; i < 3; i++) {
            injector.failNext(Fault.TRANSACTION_CONFLICT, request -> true);
        }
        assertInstanceOf(WriteResult.Applied.class, table.transact(budget, List.of(Write.Put.ifAbsent(ITEM))));
        assertEquals(4, injector.requests("TransactWriteItems"));
        assertEquals(Optional.of(ITEM), stored());
    }

    @Test
    void a_lasting_conflict_is_unavailable_and_nothing_is_written() {
        injector.plan(FaultPlan.none().with(Fault.TRANSACTION_CONFLICT, 1));
        Refusal refusal = assertThrows(Refusal.class, () -> table.transact(budget, List.of(Write.Put.ifAbsent(ITEM))));
        assertEquals(Reason.UNAVAILABLE, refusal.reason());
        assertEquals(Optional.empty(), stored());
    }

    @Test
    void a_single_write_that_meets_a_transaction_is_retried() {
        injector.failNext(Fault.TRANSACTION_CONFLICT, request -> true);
        injector.failNext(Fault.TRANSACTION_CONFLICT, request -> true);
        assertInstanceOf(WriteResult.Applied.class, table.write(budget, Write.Put.ifAbsent(ITEM)));
        assertEquals(3, injector.requests("PutItem"));
        assertEquals(Optional.of(ITEM), stored());
    }

    @ParameterizedTest
    @EnumSource(names = {"THROTTLED", "RESET_BEFORE_APPLY", "ERROR_AFTER_APPLY"})
    void a_store_that_stays_down_is_unavailable_before_the_deadline(Fault fault) {
        injector.plan(FaultPlan.none().with(fault, 1));
        assertUnavailableWithin(Duration.ofMillis(700), Duration.ofSeconds(15));
    }

    @Test
    void a_store_that_never_answers_is_unavailable_at_the_deadline() {
        CountDownLatch end = new CountDownLatch(1);
        injector.onRequest(request -> {
            try {
                end.await();
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            }
        });
        try {
            assertUnavailableWithin(Duration.ofMillis(700), Duration.ofSeconds(15));
        } finally {
            end.countDown();
        }
    }

    /** @param most far below what the client would wait by itself, and far above what a busy machine adds */
    private void assertUnavailableWithin(Duration time, Duration most) {
        Instant start = Instant.now();
        Budget small = TestStore.budget(time);
        Refusal refusal = assertThrows(Refusal.class, () -> table.write(small, Write.Put.ifAbsent(ITEM)));
        assertEquals(Reason.UNAVAILABLE, refusal.reason());
        assertEquals(1, refusal.facts().get("retry_after"));
        Duration taken = Duration.between(start, Instant.now());
        assertTrue(taken.compareTo(most) < 0, () -> "took " + taken);
    }

    @Test
    void without_time_left_the_store_is_not_called() {
        Budget none = TestStore.budget(Duration.ofMillis(10));
        assertEquals(
                Reason.UNAVAILABLE,
                assertThrows(Refusal.class, () -> table.get(none, ITEM.key())).reason());
        assertEquals(0, injector.requests("GetItem"));
    }

    @Test
    void a_request_that_the_store_can_never_take_is_a_defect() {
        Item tooLarge = Item.at(ITEM.key()).text("t", "x".repeat(410_000)).build();
        assertThrows(IllegalStateException.class, () -> table.write(budget, Write.Put.always(tooLarge)));
    }
}
