package dev.holdfast.local.http;

import static dev.holdfast.local.http.Call.PROJECTS;
import static dev.holdfast.local.http.Samples.registration;
import static dev.holdfast.local.http.Samples.uuid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.local.LocalProcess;
import dev.holdfast.local.LocalTokens;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That what was acknowledged outlives a killed process. */
class KillIT {
    private static final int KILLS = Boolean.getBoolean("holdfast.long") ? 30 : 3;
    private static final int THREADS = 8;
    private static final int ACKNOWLEDGED_BEFORE_A_KILL = 40;
    private static final int MOST_EACH = 2_000;

    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    private final Queue<String> unanswered = new ConcurrentLinkedQueue<>();

    @TempDir
    Path data;

    @Test
    void every_acknowledged_registration_is_there_after_a_kill() throws Exception {
        String token = LocalTokens.of(data).allScopes("acme");
        for (int kill = 0; kill < KILLS; kill++) {
            LocalProcess process = LocalProcess.start(data, "--quiet");
            try (Client client = new Client(process.baseUri(), token)) {
                registerUntilKilled(process, client);
            }
        }
        assertFalse(unanswered.isEmpty(), "no kill met a call");
        try (LocalProcess process = LocalProcess.start(data, "--quiet");
                Client client = new Client(process.baseUri(), token)) {
            for (Map.Entry<String, String> project : acknowledged.entrySet()) {
                Answer found = client.send(Call.get(PROJECTS + "by-local-uuid/" + project.getKey()))
                        .expect(200);
                assertEquals(project.getValue(), found.text("cloud_uuid"));
            }
            // Whether a call without an answer took effect or not: repeated, it answers as the first time.
            for (String local : unanswered) {
                client.send(call(local)).expect(201);
            }
        }
        System.out.printf(
                "figures: %d kills, %d registrations acknowledged, %d without an answer%n",
                KILLS, acknowledged.size(), unanswered.size());
    }

    private void registerUntilKilled(LocalProcess process, Client client) throws InterruptedException {
        List<ProcessHandle> handles = process.handles();
        CountDownLatch enough = new CountDownLatch(ACKNOWLEDGED_BEFORE_A_KILL);
        try (ExecutorService callers = Executors.newFixedThreadPool(THREADS)) {
            for (int i = 0; i < THREADS; i++) {
                callers.execute(() -> registerUntilUnanswered(client, enough));
            }
            assertTrue(enough.await(60, TimeUnit.SECONDS), "the load does not run");
            process.kill();
        }
        // The store's own process ends by itself, a moment later.
        handles.forEach(it -> it.onExit().orTimeout(30, TimeUnit.SECONDS).join());
    }

    private void registerUntilUnanswered(Client client, CountDownLatch enough) {
        for (int i = 0; i < MOST_EACH; i++) {
            String local = uuid();
            try {
                acknowledged.put(local, client.send(call(local)).expect(201).text("cloud_uuid"));
                enough.countDown();
            } catch (UncheckedIOException killed) {
                unanswered.add(local);
                return;
            }
        }
    }

    private static Call call(String local) {
        return Call.register(registration(local)).keyed(local);
    }
}
