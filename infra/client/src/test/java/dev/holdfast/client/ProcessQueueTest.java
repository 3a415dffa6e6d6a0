package dev.holdfast.client;

import static dev.holdfast.client.Shell.FROND;
import static dev.holdfast.client.Shell.KELP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.FakeRegistry.Fault;
import dev.holdfast.client.FakeRegistry.Received;
import dev.holdfast.client.file.Home;
import dev.holdfast.client.file.Locks;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessQueueTest {
    private final FakeRegistry registry = new FakeRegistry();
    private Shell shell;

    @TempDir
    Path home;

    @BeforeEach
    void open() {
        shell = new Shell(home, registry.url());
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void attempts_come_after_1_2_4_8_16_16_minutes_until_the_item_is_dead_and_shown() {
        registry.fail(503);
        shell.register(KELP, "kelp");
        List<Long> waits = new ArrayList<>();
        for (int attempt = 1; attempt < 10; attempt++) {
            assertEquals(attempt, shell.firstItem().path("attempts").asInt());
            long wait = Duration.between(shell.clock.instant(), next()).toMinutes();
            waits.add(wait);
            shell.clock.advance(Duration.ofMinutes(wait).minusSeconds(1));
            assertEquals(75, shell.json("process-queue").exit());
            assertEquals(attempt, registry.received().size(), "it was sent a second too early");
            shell.clock.advance(Duration.ofSeconds(1));
            registry.fail(503);
            shell.json("process-queue");
            assertEquals(attempt + 1, registry.received().size());
        }
        assertEquals(List.of(1L, 2L, 4L, 8L, 16L, 16L, 16L, 16L, 16L), waits);
        assertEquals("dead", shell.firstItem().path("state").asText());
        assertEquals(10, shell.firstItem().path("attempts").asInt());
        assertEquals(
                "HTTP status 503: TEST: said the registry",
                shell.firstItem().path("last_error").asText());
        shell.clock.advance(Duration.ofDays(1));
        Shell.Ended idle = shell.json("process-queue");
        assertEquals(0, idle.exit());
        assertEquals(1, idle.json().path("dead").asInt());
        assertEquals(10, registry.received().size());
        assertEquals(
                1, registry.received().stream().map(Received::key).distinct().count());
    }

    @Test
    void retry_after_in_seconds_is_kept_even_when_told_to_send_now() {
        registry.fail(429, "Retry-After", "300");
        shell.register(KELP, "kelp");
        assertEquals(shell.clock.instant().plusSeconds(300), next());
        shell.clock.advance(Duration.ofSeconds(299));
        assertEquals(75, shell.json("process-queue", "--now").exit());
        assertEquals(1, registry.received().size());
        shell.clock.advance(Duration.ofSeconds(1));
        assertEquals(0, shell.json("process-queue").exit());
    }

    @Test
    void retry_after_as_a_date_is_kept() {
        // The server's Date is of its own clock: the wait counts, not the time.
        long begun = System.nanoTime();
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.now().plusSeconds(600).atOffset(ZoneOffset.UTC));
        registry.fail(503, "Retry-After", date);
        shell.register(KELP, "kelp");
        long wait = Duration.between(shell.clock.instant(), next()).toSeconds();
        long taken = Duration.ofNanos(System.nanoTime() - begun).toSeconds();
        assertTrue(wait >= 597 - taken && wait <= 600, "waits " + wait + " s");
    }

    @Test
    void now_skips_the_backoff() {
        registry.fail(503);
        shell.register(KELP, "kelp");
        assertEquals(75, shell.json("process-queue").exit());
        assertEquals(0, shell.json("process-queue", "--now").exit());
        assertEquals(1, registry.effects().size());
    }

    @Test
    void items_go_in_order_and_one_in_backoff_holds_back_its_own_project_only() {
        registry.fail(503);
        registry.fail(503);
        shell.register(KELP, "kelp 1");
        shell.register(KELP, "kelp 2");
        shell.register(FROND, "frond 1");
        shell.register(FROND, "frond 2");
        shell.clock.advance(Duration.ofMinutes(1));
        registry.fail(503);
        Shell.Ended partly = shell.json("process-queue");
        assertEquals(75, partly.exit());
        assertEquals(2, partly.json().path("waiting").asInt());
        assertEquals(List.of("frond 1", "frond 2"), registry.effectNames());
        shell.clock.advance(Duration.ofMinutes(2));
        assertEquals(0, shell.json("process-queue").exit());
        assertEquals(List.of("frond 1", "frond 2", "kelp 1", "kelp 2"), registry.effectNames());
    }

    @Test
    void an_item_is_tried_once_a_run_whatever_the_service_says() {
        registry.fail(503, "Retry-After", "0");
        shell.register(KELP, "kelp");
        shell.clock.advance(Duration.ofSeconds(1));
        registry.fail(503, "Retry-After", "0");
        assertEquals(75, shell.json("process-queue").exit());
        assertEquals(2, registry.received().size());
    }

    @Test
    void a_service_that_cannot_be_reached_costs_one_attempt_a_run() {
        registry.fail(503);
        registry.fail(503);
        shell.register(KELP, "kelp");
        shell.register(FROND, "frond");
        registry.close();
        shell.clock.advance(Duration.ofMinutes(1));
        Shell.Ended ended = shell.json("process-queue");
        assertTrue(ended.json().path("stopped").asBoolean());
        assertEquals(1, ended.json().path("results").size());
    }

    @Test
    void a_run_ends_after_three_calls_in_a_row_without_an_answer() {
        for (int i = 1; i <= 5; i++) {
            registry.fail(503);
            shell.register(KELP.replace("01", "0" + i), "p" + i);
        }
        shell.clock.advance(Duration.ofMinutes(1));
        registry.fail(new Fault.Drop(false), new Fault.Drop(false), new Fault.Drop(false));
        assertEquals(3, shell.json("process-queue").json().path("results").size());
        assertEquals(75, shell.json("process-queue").exit());
        assertEquals(List.of("p4", "p5"), registry.effectNames());
    }

    @Test
    void a_second_drainer_says_so_and_sends_nothing() {
        registry.fail(503);
        shell.register(KELP, "kelp");
        shell.clock.advance(Duration.ofMinutes(1));
        try (Locks locks = Locks.open(Home.open(home));
                Locks.Held _ = locks.tryLock("queue\n" + registry.url() + "\nacme\nann")
                        .orElseThrow()) {
            Shell.Ended busy = shell.json("process-queue");
            assertEquals(75, busy.exit());
            assertEquals("busy", busy.text("result"));
        }
        assertEquals(1, registry.received().size());
        assertEquals(0, shell.json("process-queue").exit());
    }

    @Test
    void tenants_subjects_and_urls_are_kept_apart() {
        registry.fail(503);
        shell.register(KELP, "kelp");
        shell.clock.advance(Duration.ofMinutes(1));
        for (String token : List.of(Tokens.of("other"), Tokens.of("acme", "bob", "first"))) {
            shell.with("HOLDFAST_TOKEN", token);
            assertEquals("drained", shell.json("process-queue").text("result"));
            assertEquals(0, shell.json("queue-status").json().path("waiting").asInt());
            assertEquals(
                    1,
                    shell.json("queue-status", "--all").json().path("waiting").asInt());
        }
        shell.without("HOLDFAST_TOKEN");
        assertEquals(1, shell.json("queue-status").json().path("waiting").asInt());
        assertEquals(1, registry.received().size());
    }

    private Instant next() {
        return Instant.parse(shell.firstItem().path("next_attempt_at").asText());
    }
}
