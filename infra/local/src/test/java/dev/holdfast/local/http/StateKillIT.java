package dev.holdfast.local.http;

import static dev.holdfast.local.http.Samples.uuid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.local.LocalProcess;
import dev.holdfast.local.LocalTokens;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That every acknowledged change outlives a killed process whole, and no other stands by half. */
class StateKillIT {
    private static final int KILLS = Boolean.getBoolean("holdfast.long") ? 20 : 3;
    private static final int THREADS = 8;
    private static final int ACKNOWLEDGED_BEFORE_A_KILL = 60;
    private static final int MOST_EACH = 2_000;
    private static final int RUNS_WITH_LARGE_CHANGES = 3;
    private static final int SMALL = 2_000;
    /** More than an item holds, so that the change is in several. */
    private static final int LARGE = 450_000;

    /** The seq by the mark. */
    private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();

    private final Queue<String> unanswered = new ConcurrentLinkedQueue<>();
    private final Queue<String> metByKill = new ConcurrentLinkedQueue<>();
    private final Queue<AssertionError> wrongAnswers = new ConcurrentLinkedQueue<>();

    @TempDir
    Path data;

    @Test
    void every_acknowledged_change_is_there_after_a_kill() throws Exception {
        String token = LocalTokens.of(data).allScopes("acme");
        StoreCalls stores;
        try (LocalProcess process = LocalProcess.start(data, "--quiet");
                Client client = new Client(process.baseUri(), token)) {
            stores = StoreCalls.register(client);
            for (int thread = 0; thread < THREADS; thread++) {
                client.send(stores.save("s" + thread, "{}")).expect(201);
            }
        }
        for (int kill = 0; kill < KILLS; kill++) {
            LocalProcess process = LocalProcess.start(data, "--quiet");
            try (Client client = new Client(process.baseUri(), token)) {
                changeUntilKilled(process, client, stores, kill < RUNS_WITH_LARGE_CHANGES);
            }
        }
        assertTrue(wrongAnswers.isEmpty(), wrongAnswers::toString);
        assertFalse(metByKill.isEmpty(), "no kill met a call");
        try (LocalProcess process = LocalProcess.start(data, "--quiet");
                Client client = new Client(process.baseUri(), token)) {
            checkStanding(client, stores);
            // Whether a call without an answer took effect or not: repeated, it is applied once.
            for (String mark : unanswered) {
                Answer repeated = client.send(call(stores, mark)).expect(200);
                acknowledged.put(mark, repeated.json().path("seq").longValue());
            }
            checkStanding(client, stores);
            assertEquals(acknowledged.size() + THREADS, heads(client, stores), "every change is applied once");
        }
        System.out.printf(
                "figures: %d kills, %d changes acknowledged, %d without an answer, %d of them all in several items%n",
                KILLS,
                acknowledged.size() - unanswered.size(),
                unanswered.size(),
                acknowledged.keySet().stream()
                        .filter(mark -> mark.contains("large"))
                        .count());
    }

    /** Every acknowledged change stands at its seq, and whatever stands is whole. */
    private void checkStanding(Client client, StoreCalls stores) {
        for (int thread = 0; thread < THREADS; thread++) {
            String store = "s" + thread;
            JsonNode standing =
                    client.send(stores.load(store)).expect(200).json().path("data");
            standing.properties()
                    .forEach(mark -> assertTrue(
                            content(mark.getKey()).contentEquals(mark.getValue().asText()), mark.getKey()));
            acknowledged.forEach((mark, seq) -> {
                if (store(mark).equals(store)) {
                    assertTrue(standing.has(mark), mark + " was acknowledged at " + seq);
                }
            });
            for (JsonNode change : changes(client, stores, store)) {
                assertEquals(1, change.path("patch").size(), "a change is whole or not there");
                String mark = change.at("/patch/0/path").asText().substring(1);
                Long seq = acknowledged.get(mark);
                assertTrue(
                        seq == null
                                ? unanswered.contains(mark)
                                : seq == change.path("seq").longValue(),
                        mark);
            }
        }
    }

    private static List<JsonNode> changes(Client client, StoreCalls stores, String store) {
        List<JsonNode> changes = new ArrayList<>();
        for (int page = 0; page < 1_000; page++) {
            long since = changes.isEmpty() ? 1 : changes.getLast().path("seq").longValue();
            JsonNode answer = client.send(stores.changes(store, "limit=20&since=" + since))
                    .expect(200)
                    .json();
            if (answer.path("items").isEmpty()) {
                return changes;
            }
            answer.path("items").forEach(changes::add);
        }
        throw new AssertionError("Changes have no end");
    }

    private static long heads(Client client, StoreCalls stores) {
        return client.send(stores.list(""))
                .expect(200)
                .json()
                .path("items")
                .valueStream()
                .mapToLong(item -> item.path("seq").longValue())
                .sum();
    }

    private void changeUntilKilled(LocalProcess process, Client client, StoreCalls stores, boolean large)
            throws InterruptedException {
        List<ProcessHandle> handles = process.handles();
        CountDownLatch enough = new CountDownLatch(ACKNOWLEDGED_BEFORE_A_KILL);
        try (ExecutorService callers = Executors.newFixedThreadPool(THREADS)) {
            for (int thread = 0; thread < THREADS; thread++) {
                String store = "s" + thread;
                callers.execute(() -> changeUntilUnanswered(client, stores, store, large, enough));
            }
            assertTrue(enough.await(180, TimeUnit.SECONDS), () -> "the load does not run: " + wrongAnswers);
            process.kill();
        }
        // The store's own process ends by itself, a moment later.
        handles.forEach(it -> it.onExit().orTimeout(30, TimeUnit.SECONDS).join());
    }

    private void changeUntilUnanswered(
            Client client, StoreCalls stores, String store, boolean large, CountDownLatch enough) {
        for (int i = 0; i < MOST_EACH; i++) {
            // About when the process is killed.
            String mark = store + (large && i == 6 ? ".large." : ".small.") + uuid();
            try {
                Answer answer = client.send(call(stores, mark));
                if (answer.status() == 503) {
                    // What a slow store has not told may stand all the same.
                    unanswered.add(mark);
                    return;
                }
                acknowledged.put(mark, answer.expect(200).json().path("seq").longValue());
                enough.countDown();
            } catch (UncheckedIOException killed) {
                unanswered.add(mark);
                metByKill.add(mark);
                return;
            } catch (AssertionError wrong) {
                wrongAnswers.add(wrong);
                return;
            }
        }
    }

    private static Call call(StoreCalls stores, String mark) {
        String patch = "[{\"op\":\"add\",\"path\":\"/" + mark + "\",\"value\":\"" + content(mark) + "\"}]";
        return stores.patch(store(mark), patch).keyed(mark);
    }

    private static String store(String mark) {
        return mark.substring(0, mark.indexOf('.'));
    }

    private static String content(String mark) {
        byte[] content = new byte[mark.contains("large") ? LARGE : SMALL];
        new Random(mark.hashCode()).nextBytes(content);
        return Base64.getEncoder().encodeToString(content);
    }
}
