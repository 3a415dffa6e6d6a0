package dev.holdfast.client;

import static dev.holdfast.client.Shell.KELP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.FakeRegistry.Fault;
import dev.holdfast.client.FakeRegistry.Received;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real processes over one folder: killed in the middle, and several at once. */
class ProcessesIT {
    private static final int PROCESSES = 5;
    private static final int ITEMS = 20;

    private final FakeRegistry registry = new FakeRegistry();

    @TempDir
    Path home;

    @AfterEach
    void close() {
        registry.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_registration_whose_process_is_killed_in_the_call_takes_effect_once(boolean applied) throws Exception {
        registry.fail(new Fault.Hang(applied));
        ClientProcess killed = client("register", KELP, "--name", "kelp", "--tag", "sea");
        assertNotNull(registry.arrivals.poll(60, TimeUnit.SECONDS), "the call does not arrive");
        killed.kill();
        Shell.Ended status = client("queue-status", "--json").end();
        assertEquals(1, status.json().at("/items/0/attempts").asInt(), status.out());
        Shell.Ended drained = client("process-queue", "--json").end();
        assertEquals(0, drained.exit(), drained.out());
        assertEquals(2, registry.received().size());
        assertEquals(
                registry.received().get(0).body(), registry.received().get(1).body());
        assertEquals(
                registry.received().get(0).key(), registry.received().get(1).key());
        assertEquals(1, registry.effects().size());
    }

    @Test
    void a_sync_whose_process_is_killed_in_its_first_batch_loses_nothing() throws Exception {
        Path file = Files.writeString(home.resolve("projects.json"), projects(150));
        registry.fail(new Fault.Hang(true));
        ClientProcess killed = client("sync", file.toString());
        assertNotNull(registry.arrivals.poll(60, TimeUnit.SECONDS), "the call does not arrive");
        killed.kill();
        Shell.Ended again = client("sync", file.toString(), "--json").end();
        assertEquals(0, again.exit(), again.out());
        assertEquals(150, registry.effects().size());
        assertEquals(3, registry.received().size());
    }

    @Test
    void while_one_process_sends_for_a_project_no_other_does() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        registry.fail(new Fault.Hold(released));
        ClientProcess first = client("register", KELP, "--name", "first", "--timeout", "5m", "--json");
        assertNotNull(registry.arrivals.poll(60, TimeUnit.SECONDS), "the call does not arrive");
        Shell.Ended second = client("register", KELP, "--name", "second", "--timeout", "1s", "--json")
                .end();
        assertEquals("another process is sending for the project", second.text("detail"), second.out());
        assertEquals(75, client("process-queue", "--json").end().exit());
        assertEquals(1, registry.received().size());
        released.countDown();
        assertEquals(0, first.end().exit());
        assertEquals(0, client("process-queue", "--json").end().exit());
        assertEquals(List.of("first", "second"), registry.effectNames());
    }

    @Test
    void while_one_process_drains_another_says_so() throws Exception {
        registry.fail(503, "Retry-After", "1");
        Shell shell = new Shell(home, registry.url());
        shell.register(KELP, "kelp");
        registry.arrivals.clear();
        CountDownLatch released = new CountDownLatch(1);
        registry.fail(new Fault.Hold(released));
        ClientProcess first = client("process-queue", "--json");
        assertNotNull(registry.arrivals.poll(60, TimeUnit.SECONDS), "the call does not arrive");
        assertEquals("busy", client("process-queue", "--json").end().text("result"));
        assertEquals(2, registry.received().size());
        released.countDown();
        assertEquals(0, first.end().exit());
        assertEquals(1, registry.effects().size());
    }

    @Test
    void several_drainers_at_once_send_each_item_once_and_in_order() {
        Shell shell = new Shell(home, registry.url());
        for (int i = 0; i < ITEMS; i++) {
            registry.fail(503, "Retry-After", "1");
            shell.register(KELP.replace("01", "%02d".formatted(i)), "p" + i);
        }
        List<Shell.Ended> ended = together(i -> client("process-queue", "--now", "--json"));
        assertTrue(ended.stream().anyMatch(it -> it.exit() == 0), ended.toString());
        ended.forEach(it -> assertTrue(it.exit() == 0 || it.text("result").equals("busy"), it.toString()));
        assertEquals(IntStream.range(0, ITEMS).mapToObj(i -> "p" + i).toList(), registry.effectNames());
        assertEquals(2 * ITEMS, registry.received().size());
    }

    @Test
    void several_registrations_of_one_project_at_once_are_sent_one_after_the_other() {
        List<Shell.Ended> ended = together(i -> client("register", KELP, "--name", "p" + i, "--json"));
        ended.forEach(it -> assertEquals(0, it.exit(), it.toString()));
        assertEquals(PROCESSES, registry.effects().size());
        assertEquals(
                PROCESSES,
                registry.received().stream().map(Received::key).distinct().count());
        assertEquals("empty", client("queue-status", "--json").end().text("result"));
    }

    @Test
    void processes_that_make_the_folder_at_once_agree_on_the_machine() {
        Path folder = home.resolve("fresh");
        String token = Tokens.of("acme");
        List<Shell.Ended> ended = together(i -> ClientProcess.start(
                folder, registry.url(), token, "register", KELP.replace("01", "%02d".formatted(i)), "--name", "p" + i));
        ended.forEach(it -> assertEquals(0, it.exit(), it.toString()));
        assertEquals(
                1,
                registry.effects().stream()
                        .map(it -> it.path("machine_uuid"))
                        .distinct()
                        .count());
    }

    @Test
    void plain_output_has_no_warnings() {
        Shell.Ended ended = client("queue-status").end();
        assertEquals("0 waiting, 0 dead\n", ended.out());
        assertEquals("", ended.err());
    }

    private ClientProcess client(String... arguments) {
        return ClientProcess.start(home, registry.url(), Tokens.of("acme"), arguments);
    }

    private static List<Shell.Ended> together(IntFunction<ClientProcess> starting) {
        List<ClientProcess> started =
                IntStream.range(0, PROCESSES).mapToObj(starting).toList();
        return started.stream().map(ClientProcess::end).toList();
    }

    private static String projects(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"local_project_uuid\":\"%s%04d\",\"project_name\":\"p%d\"}"
                        .formatted(KELP.substring(0, 32), i, i))
                .collect(Collectors.joining(",", "{\"projects\":[", "]}"));
    }
}
