package dev.holdfast.local.http;

import static dev.holdfast.local.http.Samples.uuid;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.testkit.FaultPlan;
import dev.holdfast.testkit.history.HistoryCheck;
import dev.holdfast.testkit.history.StandingLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That stores keep what they tell, whatever fails on the way, while many write to them by two processes. */
class StateChaosIT {
    private static final FaultPlan FAULTS = new FaultPlan(0.06, 0.04, 0.05, 0.04, 0.03);
    private static final FaultPlan WAY_FAULTS = new FaultPlan(0.08, 0, 0, 0.02, 0);
    private static final int CALLERS = 8;
    private static final int OPERATIONS = 3_000;

    private static FaultyService service;

    @BeforeAll
    static void start(@TempDir Path data) {
        service = new FaultyService(data);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Boolean.getBoolean("holdfast.long") ? 5 : 1);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void what_callers_are_told_is_what_stands(long seed) {
        String tenant = uuid();
        List<Client> clients = service.bothProcesses(tenant);
        StoreCalls stores = StoreCalls.register(clients.getFirst());
        List<String> names = IntStream.range(0, 20).mapToObj(i -> "s" + i).toList();
        Recorder recorder = new Recorder(clients, service.tokens(), tenant);
        ChaosCaller last = new ChaosCaller(stores, names, recorder, seed);
        names.forEach(name -> last.create("first-" + name, name));
        long start = System.nanoTime();
        Map<?, Long> faultsBefore = service.storeFaults();
        service.fail(FAULTS, WAY_FAULTS);
        Crowd.run(CALLERS, callers(stores, names, recorder, seed));
        service.heal();
        Map<Object, Long> faults = new TreeMap<>(service.storeFaults());
        faultsBefore.forEach((fault, count) -> faults.merge(fault, -count, Long::sum));
        Duration took = Duration.ofNanos(System.nanoTime() - start);

        names.forEach(name -> last.create("last-" + name, name));
        StandingStores standing = new StandingStores(clients.getLast(), stores, recorder);
        List<StandingLog> logs = names.stream().map(standing::log).toList();
        names.forEach(name -> last.followFrom(standing.opened(name), name));
        List<String> violations = new ArrayList<>(standing.violations());
        violations.addAll(new HistoryCheck(Duration.ofSeconds(1)).violations(recorder.events(), logs));
        System.out.printf(
                "figures: seed %d, %d operations in %d s, %s, store faults %s, %d events judged, %d violations%n",
                seed,
                OPERATIONS,
                took.toSeconds(),
                recorder.counts(),
                faults,
                recorder.events().size(),
                violations.size());
        clients.forEach(Client::close);
        assertEquals(List.of(), violations);
    }

    private static List<Callable<Boolean>> callers(
            StoreCalls stores, List<String> names, Recorder recorder, long seed) {
        List<Callable<Boolean>> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            int number = i;
            callers.add(() -> {
                ChaosCaller caller = new ChaosCaller(stores, names, recorder, seed * 1_000 + number);
                for (int n = 0; n < OPERATIONS / CALLERS; n++) {
                    caller.act("c" + number + "-" + n);
                }
                return true;
            });
        }
        return callers;
    }
}
