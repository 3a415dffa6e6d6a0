package dev.holdfast.local.http;

import static dev.holdfast.local.http.Call.PROJECTS;
import static dev.holdfast.local.http.Samples.parent;
import static dev.holdfast.local.http.Samples.registration;
import static dev.holdfast.local.http.Samples.uuid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.testkit.FaultPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That no registration is lost, doubled or left half done, whatever fails on the way. */
class RegistrationChaosIT {
    private static final FaultPlan FAULTS = new FaultPlan(0.08, 0.04, 0.05, 0.03, 0);
    private static final FaultPlan MANY_FAULTS = new FaultPlan(0.18, 0.08, 0.13, 0.08, 0);
    private static final int TIMES = Boolean.getBoolean("holdfast.long") ? 10 : 1;
    private static final int THREADS = 64;
    private static final List<String> MACHINES = List.of(uuid(), uuid(), uuid(), uuid());

    private static FaultyService service;

    private final String tenant = uuid();
    private final List<Client> clients = new ArrayList<>();

    @BeforeAll
    static void start(@TempDir Path data) {
        service = new FaultyService(data);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @AfterEach
    void close() {
        service.heal();
        clients.forEach(Client::close);
    }

    @Test
    void many_callers_of_one_process_create_every_project_once() throws Exception {
        clients.add(service.oneProcess(tenant));
        registerAll(200 * TIMES, 20);
    }

    @Test
    void many_callers_of_two_processes_create_every_project_once() throws Exception {
        clients.addAll(service.bothProcesses(tenant));
        registerAll(100 * TIMES, 12);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void no_child_is_left_without_its_parent(long seed) throws Exception {
        clients.addAll(service.bothProcesses(tenant));
        PersistentClient client = new PersistentClient(clients);
        List<String> parents = uuids(10);
        List<String> children = uuids(30);
        List<Callable<Answer>> calls = new ArrayList<>();
        parents.forEach(it ->
                calls.add(() -> client.send(Call.register(registration(it)).keyed(it))));
        for (int i = 0; i < children.size(); i++) {
            String child = children.get(i);
            Call call = Call.register(registration(child, parent(parents.get(i % parents.size()))));
            calls.add(() -> client.send(call.keyed(child)));
        }
        Collections.shuffle(calls, new Random(seed));
        service.fail(FAULTS);
        Crowd.run(calls.size(), calls).forEach(answer -> answer.expect(201));
        service.heal();
        // Looked at in the table first: a reader would mend what it finds pending.
        for (JsonNode item : projectItems()) {
            assertEquals(item.has("parent"), item.has("linked"), item.toString());
            assertFalse(item.has("awaited"), item.toString());
        }
        assertEquals(40, projectItems().size());
        Answer pending = client.send(Call.get(PROJECTS + "?status=pending")).expect(200);
        assertEquals(0, pending.json().path("items").size());
    }

    @Test
    void a_batch_is_repeated_until_every_item_is_registered_and_then_answers_the_same() throws Exception {
        clients.addAll(service.bothProcesses(tenant));
        PersistentClient client = new PersistentClient(clients);
        List<String> locals = uuids(100);
        List<String> items = new ArrayList<>();
        for (int i = 0; i < locals.size(); i++) {
            items.add(i < 10 ? registration(locals.get(i)) : registration(locals.get(i), parent(locals.get(i % 10))));
        }
        Collections.shuffle(items, new Random(7));
        Call batch =
                Call.sync("{\"projects\": [" + String.join(",", items) + "]}").keyed("batch");
        service.fail(MANY_FAULTS);
        Answer answer = client.send(batch).expect(200);
        int repetitions = 0;
        int failed = failed(answer);
        for (int left = failed; left > 0; left = failed(answer)) {
            assertTrue(++repetitions < 30, "still failing: " + answer);
            answer = client.send(batch).expect(200);
        }
        service.heal();
        assertEquals(answer.json(), client.send(batch).expect(200).json());
        assertTrue(answer.json()
                .path("results")
                .valueStream()
                .allMatch(it -> it.path("outcome").asText().equals("created")));
        assertEquals(100, projectItems().size());
        System.out.printf("figures: sync of 100, %d items failed at first, %d repetitions%n", failed, repetitions);
    }

    private int failed(Answer answer) {
        JsonNode results = answer.json().path("results");
        assertEquals(100, results.size());
        return (int) results.valueStream()
                .filter(result -> result.path("status").asText().equals("error"))
                .peek(result -> assertEquals("UNAVAILABLE", result.path("error").asText()))
                .count();
    }

    private void registerAll(int projects, int callsEach) throws Exception {
        PersistentClient client = new PersistentClient(clients);
        List<Callable<Answer>> calls = new ArrayList<>();
        for (String local : uuids(projects)) {
            for (int i = 0; i < callsEach; i++) {
                String machine = MACHINES.get(i % MACHINES.size());
                Call call = Call.register(registration(local).replace(Samples.LAPTOP, machine));
                String key = uuid();
                calls.add(() -> client.send(call.keyed(key)));
            }
        }
        Collections.shuffle(calls, new Random(projects));
        Map<?, Long> faultsBefore = service.storeFaults();
        long requestsBefore = service.storeRequests();
        long start = System.nanoTime();
        service.fail(FAULTS);
        List<Answer> answers = Crowd.run(THREADS, calls);
        service.heal();
        Map<Object, Long> faults = new TreeMap<>(service.storeFaults());
        faultsBefore.forEach((fault, count) -> faults.merge(fault, -count, Long::sum));
        System.out.printf(
                "figures: %d calls, %d repeated for want of an answer, %d for 429 or 5xx, %d store requests, %s, %d s%n",
                calls.size(),
                client.unanswered(),
                client.refused(),
                service.storeRequests() - requestsBefore,
                faults,
                Duration.ofNanos(System.nanoTime() - start).toSeconds());

        Map<String, Map<String, Long>> outcomes = new HashMap<>();
        Map<String, String> cloudUuids = new HashMap<>();
        for (Answer answer : answers) {
            String local = answer.text("local_project_uuid");
            String cloud = answer.text("cloud_uuid");
            outcomes.computeIfAbsent(local, _ -> new TreeMap<>()).merge(answer.text("outcome"), 1L, Long::sum);
            assertEquals(cloud, cloudUuids.computeIfAbsent(local, _ -> cloud));
        }
        assertEquals(projects, outcomes.size());
        assertEquals(
                projects, Map.copyOf(cloudUuids).values().stream().distinct().count());
        long further = MACHINES.size() - 1L;
        Map<String, Long> expected = Map.of("created", 1L, "updated", further, "unchanged", callsEach - 1L - further);
        outcomes.forEach((local, counts) -> assertEquals(expected, counts, local));
        assertEquals(
                cloudUuids.values().stream().sorted().toList(),
                projectItems().stream()
                        .map(it -> RawTable.text(it, "sk"))
                        .sorted()
                        .toList());
        assertTrue(projectItems().stream().allMatch(it -> it.has("inc")), "no placeholder");
        Map<String, Long> kinds = service.table().itemsOf(tenant).stream()
                .collect(Collectors.groupingBy(
                        it -> RawTable.text(it, "pk").replaceAll(".*#", ""), Collectors.counting()));
        assertEquals(Map.of("projects", (long) projects, "registrations", projects * further), kinds);
    }

    private List<JsonNode> projectItems() throws Exception {
        return service.table().itemsOf(tenant).stream()
                .filter(item -> RawTable.text(item, "pk").equals(tenant + "#projects"))
                .toList();
    }

    private static List<String> uuids(int count) {
        return IntStream.range(0, count).mapToObj(_ -> uuid()).toList();
    }
}
