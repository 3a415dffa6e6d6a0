package dev.holdfast.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.log.Log;
import dev.holdfast.security.TestKeysets;
import dev.holdfast.table.Table;
import dev.holdfast.table.TestStore;
import dev.holdfast.testkit.FaultInjector;
import dev.holdfast.testkit.FaultPlan;
import dev.holdfast.testkit.SettableClock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** 64 agents want the same few files at once, on two instances whose clocks differ, over a store that fails. */
class ClaimRaceTest {
    private static final int AGENTS = 64;
    private static final int ROUNDS = Boolean.getBoolean("holdfast.long") ? 10_000 : 500;
    private static final long SEED = 20260301;

    private final SettableClock clock = new SettableClock();
    private final String name = "t" + UUID.randomUUID();
    private final ClaimsHere calm = new ClaimsHere(TestStore.table(TestStore.endpoint(), name), clock, null);
    private final ClaimHistory history = new ClaimHistory(clock);

    @Test
    void nobody_is_told_of_a_claim_that_another_holds_and_none_is_left_behind() throws Exception {
        try (FaultInjector faults = FaultInjector.between(TestStore.endpoint(), FaultPlan.each(0.01), SEED)) {
            Table hasty = new Table(TestStore.clientWithoutRetries(faults.endpoint()), name);
            Table patient = new Table(TestStore.client(faults.endpoint()), name);
            List<ClaimsHere> instances =
                    List.of(calm.other(hasty, clock), calm.other(patient, clock.ahead(ClaimHistory.SKEW)));
            List<ClaimAgent> agents = IntStream.range(0, AGENTS)
                    .mapToObj(i -> new ClaimAgent("a" + i, SEED + i, calm, instances, history))
                    .toList();
            race(agents);
            history.assertNobodyHeldWhatAnotherDid();
            agents.forEach(ClaimAgent::leave);
            assertEquals(List.of(), calm.list());
            long injected =
                    faults.faults().values().stream().mapToLong(Long::longValue).sum();
            System.out.printf("race: %d rounds, %s, %d faults%n", ROUNDS, history, injected);
            assertTrue(injected > ROUNDS && history.conflicts() > ROUNDS && history.holds() > ROUNDS);
        }
        everythingIsFree();
    }

    private void race(List<ClaimAgent> agents) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(AGENTS)) {
            for (int round = 0; round < ROUNDS; round++) {
                List<Future<?>> turns = new ArrayList<>();
                agents.forEach(agent -> turns.add(threads.submit(agent::takeTurn)));
                for (Future<?> turn : turns) {
                    turn.get();
                }
            }
        }
    }

    /** One who wants everything gets it at once, and nothing but that stands in the log. */
    private void everythingIsFree() {
        calm.open("last");
        calm.exclusive("last", Target.glob("**"));
        calm.release("last", ClaimsHere.ALL);
        Log<ClaimsState> log = new Log<>(calm.table, TestKeysets.sealing(), new ClaimsFold(), ClaimsHere.SHARDS, clock);
        ClaimsState state =
                log.read(ClaimsHere.budget(), ClaimLogs.name(calm.owner)).openState();
        assertEquals(ClaimsState.NONE, state);
    }
}
