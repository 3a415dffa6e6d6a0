package dev.holdfast.client;

import static dev.holdfast.client.Shell.FROND;
import static dev.holdfast.client.Shell.KELP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.FakeRegistry.Fault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyncTest {
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
    void any_number_goes_in_batches_of_100_with_progress() {
        Shell.Ended ended = shell.fed(many(250, ""), "sync", "--progress", "--json");
        assertEquals(0, ended.exit(), ended.out());
        assertEquals(250, ended.json().at("/counts/done").asInt());
        assertEquals(250, ended.json().path("results").size());
        assertEquals(3, registry.received().size());
        assertEquals(250, registry.effects().size());
        assertEquals(
                "sync: 100 of 250\nsync: 200 of 250\nsync: 250 of 250\n",
                ended.err().replace("\r", ""));
    }

    @Test
    void a_batch_stays_below_the_largest_body() {
        String filler = ",\"metadata\":{\"filler\":\"" + "é".repeat(8_000) + "\"}";
        assertEquals(0, shell.fed(many(100, filler), "sync").exit());
        assertEquals(2, registry.received().size());
        registry.received().forEach(it -> assertTrue(it.body().getBytes(StandardCharsets.UTF_8).length <= 1 << 20));
        assertEquals(100, registry.effects().size());
    }

    @Test
    void each_item_has_a_result_and_what_failed_for_a_passing_cause_is_kept() {
        registry.fail(new Fault.Item(FROND, 503));
        Shell.Ended ended = shell.fed(projects(project(KELP, "kelp"), project(FROND, "frond")), "sync", "--json");
        assertEquals(75, ended.exit(), ended.out());
        assertEquals("done", ended.json().at("/results/0/result").asText());
        assertEquals("spooled", ended.json().at("/results/1/result").asText());
        shell.clock.advance(Duration.ofMinutes(1));
        assertEquals(0, shell.json("process-queue").exit());
        assertEquals(List.of("kelp", "frond"), registry.effectNames());
    }

    @Test
    void a_batch_that_got_no_answer_takes_effect_once() {
        registry.fail(new Fault.Drop(true));
        assertEquals(75, shell.fed(many(30, ""), "sync").exit());
        shell.clock.advance(Duration.ofMinutes(1));
        Shell.Ended drained = shell.json("process-queue");
        assertEquals(0, drained.exit());
        assertEquals(30, drained.json().path("results").size());
        assertEquals(30, registry.effects().size());
    }

    @Test
    void what_a_batch_without_an_answer_held_can_be_synced_again() {
        registry.fail(new Fault.Drop(true));
        shell.fed(many(30, ""), "sync");
        shell.clock.advance(Duration.ofMinutes(1));
        assertEquals(0, shell.fed(many(30, ""), "sync").exit());
        assertEquals(30, registry.effects().size());
        assertEquals(2, registry.received().size());
    }

    @Test
    void once_a_batch_fails_as_a_whole_the_rest_is_kept_without_an_attempt() {
        registry.fail(503);
        Shell.Ended ended = shell.fed(many(150, ""), "sync", "--json");
        assertEquals(150, ended.json().at("/counts/spooled").asInt());
        assertEquals(1, registry.received().size());
        assertEquals(0, ended.json().at("/results/149/attempts").asInt());
        assertEquals(0, shell.json("process-queue", "--now").exit());
        assertEquals(150, registry.effects().size());
    }

    @Test
    void plain_output_says_each_passing_cause_once() {
        registry.close();
        Shell.Ended ended = shell.fed(many(150, ""), "sync");
        assertEquals(75, ended.exit());
        assertEquals(3, ended.out().lines().count(), ended.out());
    }

    @Test
    void refused_and_unreadable_items_spoil_no_other() {
        registry.fail(new Fault.Item(FROND, 422));
        String file = projects(
                project(FROND, "frond"),
                "{\"local_project_uuid\":\"no\",\"project_name\":\"x\"}",
                "7",
                project(KELP, "kelp"));
        Shell.Ended ended = shell.fed(file, "sync", "--json");
        assertEquals(1, ended.exit());
        assertEquals(3, ended.json().at("/counts/refused").asInt());
        assertEquals(
                "TEST: said of this item", ended.json().at("/results/0/detail").asText());
        assertEquals("done", ended.json().at("/results/3/result").asText());
        assertEquals("empty", shell.json("queue-status").text("result"));
    }

    @Test
    void a_token_that_does_not_do_keeps_everything_uncounted() {
        registry.fail(401);
        Shell.Ended ended = shell.fed(many(120, ""), "sync", "--json");
        assertEquals(77, ended.exit());
        assertEquals(1, registry.received().size());
        assertEquals(120, shell.json("queue-status").json().path("waiting").asInt());
        assertEquals(0, shell.firstItem().path("attempts").asInt());
        assertEquals(0, shell.json("process-queue").exit());
        assertEquals(120, registry.effects().size());
    }

    @Test
    void one_project_several_times_keeps_its_order_and_equal_ones_are_one() {
        String file = projects(
                project(KELP, "a"), project(KELP, "a"), project(KELP, "b"), project(FROND, "f"), project(KELP, "a"));
        Shell.Ended ended = shell.fed(file, "sync", "--json");
        assertEquals(0, ended.exit(), ended.out());
        assertEquals(5, ended.json().path("results").size());
        assertEquals(List.of("a", "b", "f", "a"), registry.effectNames());
    }

    @Test
    void what_waits_for_a_project_goes_before_its_new_registration() {
        registry.fail(503);
        shell.register(KELP, "old");
        shell.clock.advance(Duration.ofMinutes(1));
        assertEquals(
                0,
                shell.fed(projects(project(FROND, "f"), project(KELP, "new")), "sync")
                        .exit());
        assertEquals(List.of("old", "new", "f"), registry.effectNames());
    }

    @Test
    void unknown_fields_of_a_project_are_passed_on_and_those_of_the_file_refused() {
        assertEquals(
                0, shell.fed(many(1, ",\"made_up_later\":{\"x\":1.10}"), "sync").exit());
        assertEquals(
                "{\"x\":1.10}",
                registry.effects().getFirst().path("made_up_later").toString());
        Shell.Ended refused = shell.fed("{\"projects\":[],\"force\":true}", "sync", "--json");
        assertEquals(2, refused.exit());
        assertTrue(refused.text("detail").contains("'force'"), refused.out());
    }

    private static String many(int count, String more) {
        return IntStream.range(0, count)
                .mapToObj(i -> project("aaaaaaaa-0000-4000-8000-%012d".formatted(i), "p" + i)
                        .replaceFirst("}$", more + "}"))
                .collect(Collectors.joining(",", "{\"projects\":[", "]}"));
    }

    private static String projects(String... projects) {
        return "{\"projects\":[" + String.join(",", projects) + "]}";
    }

    private static String project(String uuid, String name) {
        return "{\"local_project_uuid\":\"" + uuid + "\",\"project_name\":\"" + name + "\"}";
    }
}
