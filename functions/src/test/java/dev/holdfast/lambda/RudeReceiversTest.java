package dev.holdfast.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.queue.Drain;
import dev.holdfast.queue.Drained;
import dev.holdfast.security.Receiver;
import dev.holdfast.security.Receiver.Behaviour;
import dev.holdfast.table.Budget;
import dev.holdfast.table.TestStore;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Receivers that behave badly, all at once: each is handled by itself, and the drain ends in time. */
class RudeReceiversTest {
    private final OneInstance one = new OneInstance(TestStore.table(), Clock.systemUTC());
    private final UUID project = one.register();

    @Test
    void one_drain_posts_to_all_of_them_within_its_time() throws IOException {
        List<Behaviour> behaviours = List.of(
                Receiver.answering(200, "", ""),
                Receiver.answering(500, "", "oops"),
                Receiver.answering(429, "Retry-After: 3600\r\n", ""),
                Receiver.answering(302, "Location: http://127.0.0.1:1/\r\n", ""),
                Receiver.Wire::hang,
                Receiver.Wire::close,
                RudeReceiversTest::fiftyMegabytes);
        List<Receiver> receivers = new ArrayList<>();
        try {
            one.save(project, "plan", "{}");
            for (int i = 0; i < behaviours.size(); i++) {
                Receiver receiver = new Receiver(behaviours.get(i));
                receivers.add(receiver);
                one.watch(project, "/plan/p" + i, receiver.url("/"));
            }
            for (int i = 0; i < behaviours.size(); i++) {
                one.patch(project, "plan", "[{'op':'add','path':'/p" + i + "','value':1}]");
            }
            Budget budget = TestStore.budget(Duration.ofMinutes(2));
            Drained drained = one.on.drain().apply(budget, "test", Drain.ShardRange.ALL);
            assertTrue(drained.finished() && budget.left().isPositive(), "within its time");
            assertEquals(7, drained.relayed());
            assertEquals(2, drained.done(), "a large answer with 200 is one all the same");
            assertEquals(4, drained.retried(), "500, 429, hanging, closed");
            assertEquals(1, drained.dead(), "a redirect is not followed");
            assertEquals(List.of("active", "failing", "failing", "failing", "failing", "failing", "active"), states());
        } finally {
            for (Receiver receiver : receivers) {
                receiver.close();
            }
        }
    }

    private List<String> states() {
        return one.on.triggers().list(one.call(), project).stream()
                .sorted(java.util.Comparator.comparing(trigger -> String.valueOf(trigger.path())))
                .map(trigger -> trigger.failingSince() == null ? "active" : "failing")
                .toList();
    }

    private static void fiftyMegabytes(Receiver.Wire wire) throws IOException {
        wire.send("HTTP/1.1 200 OK\r\nContent-Length: 50000000\r\n\r\n");
        byte[] chunk = new byte[1 << 16];
        for (long sent = 0; sent < 50_000_000; sent += chunk.length) {
            wire.send(chunk);
        }
    }
}
