package dev.holdfast.client;

import static dev.holdfast.client.Shell.KELP;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.client.FakeRegistry.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadItemsTest {
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
    void a_dead_item_can_be_retried_with_its_own_key() {
        registry.fail(new Fault.Drop(true));
        shell.with("HOLDFAST_MAX_ATTEMPTS", "1");
        Shell.Ended ended = shell.register(KELP, "kelp");
        assertEquals(1, ended.exit());
        assertEquals("dead", ended.text("result"));
        assertEquals(0, shell.json("process-queue", "--retry-dead").exit());
        assertEquals(1, registry.effects().size());
        assertEquals("empty", shell.json("queue-status").text("result"));
    }

    @Test
    void a_dead_item_can_be_dropped() {
        registry.fail(503);
        shell.with("HOLDFAST_MAX_ATTEMPTS", "1").register(KELP, "kelp");
        assertEquals(
                1,
                shell.json("process-queue", "--drop-dead")
                        .json()
                        .path("dropped")
                        .asInt());
        assertEquals("empty", shell.json("queue-status").text("result"));
        assertEquals(1, registry.received().size());
    }

    @Test
    void a_dead_item_holds_nothing_back_and_is_not_revived_over_a_later_one() {
        registry.fail(503);
        shell.with("HOLDFAST_MAX_ATTEMPTS", "1").register(KELP, "old");
        assertEquals(0, shell.register(KELP, "new").exit());
        assertEquals(0, shell.json("process-queue", "--retry-dead").exit());
        assertEquals(List.of("new"), registry.effectNames());
        String id = shell.firstItem().path("id").asText();
        assertEquals("dead, superseded", shell.firstItem().path("state").asText());
        shell.json("process-queue", "--retry-dead", "--id", id);
        assertEquals(List.of("new", "old"), registry.effectNames());
    }

    @Test
    void the_same_registration_is_a_new_one_once_another_came_after_its_dead_one() {
        registry.fail(new Fault.Drop(true));
        shell.with("HOLDFAST_MAX_ATTEMPTS", "1").register(KELP, "old");
        shell.register(KELP, "new");
        assertEquals(0, shell.register(KELP, "old").exit());
        assertEquals(List.of("old", "new", "old"), registry.effectNames());
    }

    @Test
    void what_is_refused_while_nobody_waits_is_kept_as_dead() {
        registry.fail(503);
        shell.register(KELP, "kelp");
        shell.clock.advance(Duration.ofMinutes(1));
        registry.fail(422);
        Shell.Ended ended = shell.json("process-queue");
        assertEquals(1, ended.exit());
        assertEquals(
                "TEST: said the registry", ended.json().at("/results/0/detail").asText());
        assertEquals("dead", shell.firstItem().path("state").asText());
    }
}
