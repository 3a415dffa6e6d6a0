package dev.holdfast.local.http;

import static dev.holdfast.local.http.Samples.uuid;
import static dev.holdfast.local.http.StoreCalls.etag;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.testkit.FaultPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That many who count in one store by two processes count right, whatever fails on the way. */
class StateCounterIT {
    private static final FaultPlan FAULTS = new FaultPlan(0.02, 0.01, 0.02, 0.01, 0.01);
    private static final int WRITERS = 32;
    private static final int EACH = Boolean.getBoolean("holdfast.long") ? 100 : 5;
    private static final int MOST_ATTEMPTS = 20_000;

    private static FaultyService service;

    private final LongAdder conflicts = new LongAdder();

    @BeforeAll
    static void start(@TempDir Path data) {
        service = new FaultyService(data);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void no_increment_is_lost_or_doubled() {
        List<Client> clients = service.bothProcesses(uuid());
        StoreCalls stores = StoreCalls.register(clients.getFirst());
        clients.getFirst().send(stores.save("counter", "{\"n\": 0}")).expect(201);
        PersistentClient client = new PersistentClient(clients);
        List<Callable<Integer>> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            writers.add(() -> count(client, stores));
        }
        long start = System.nanoTime();
        service.fail(FAULTS);
        Crowd.run(WRITERS, writers);
        service.heal();
        System.out.printf(
                "figures: %d writers x %d increments in %d s, %d conflicts, %d unanswered, %d refused for now%n",
                WRITERS,
                EACH,
                Duration.ofNanos(System.nanoTime() - start).toSeconds(),
                conflicts.sum(),
                client.unanswered(),
                client.refused());
        for (Client each : clients) {
            Answer loaded = each.send(stores.load("counter")).expect(200);
            assertEquals(WRITERS * EACH, loaded.json().at("/data/n").intValue());
            assertEquals(etag(1 + WRITERS * EACH), loaded.header("ETag"));
            each.close();
        }
    }

    private int count(PersistentClient client, StoreCalls stores) {
        long seq = 1;
        int n = 0;
        int counted = 0;
        for (int attempt = 0; attempt < MOST_ATTEMPTS && counted < EACH; attempt++) {
            String patch =
                    "[{\"op\":\"test\",\"path\":\"/n\",\"value\":%d},{\"op\":\"replace\",\"path\":\"/n\",\"value\":%d}]"
                            .formatted(n, n + 1);
            Answer answer = client.send(
                    stores.patch("counter", patch).with("If-Match", etag(seq)).keyed(uuid()));
            if (answer.status() == 200) {
                counted++;
                n++;
                seq = answer.json().path("seq").longValue();
            } else {
                conflicts.increment();
                JsonNode snapshot =
                        answer.expect(409, "VERSION_CONFLICT").json().path("snapshot");
                n = snapshot.at("/state/n").intValue();
                seq = snapshot.path("seq").longValue();
                PersistentClient.pause(2);
            }
        }
        return counted;
    }
}
