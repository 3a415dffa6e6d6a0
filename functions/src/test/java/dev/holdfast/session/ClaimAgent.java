package dev.holdfast.session;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.security.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/** An agent that claims, renews, releases, lets leases end and dies, and writes down what it is told. One thread at a time. */
final class ClaimAgent {
    private static final int MOST_ATTEMPTS = 60;

    /** Targets, each with the places it covers: independent of how overlap is worked out. */
    private static final Map<Target, Set<String>> WANTED = Map.of(
            Target.path("src/a.java"), Set.of("a", "a#run"),
            Target.path("src/b.java"), Set.of("b"),
            Target.path("src/"), Set.of("a", "a#run", "b", "c"),
            Target.glob("src/*.java"), Set.of("a", "a#run", "b"),
            Target.glob("**/?.kt"), Set.of("c", "x"),
            Target.symbol("src/a.java", "run"), Set.of("a#run"),
            Target.path("lib/x.kt"), Set.of("x"));

    /** In an order that is the same in every run, as the seeds are. */
    private static final List<Target> TARGETS = WANTED.keySet().stream()
            .sorted(Comparator.comparing(Target::toString))
            .toList();

    private final String name;
    private final Random random;
    private final ClaimsHere calm;
    private final List<ClaimsHere> instances;
    private final ClaimHistory history;
    private final List<ClaimHistory.Hold> holds = new ArrayList<>();
    private int lives;
    private int calls;
    private String session = "";

    ClaimAgent(String name, long seed, ClaimsHere calm, List<ClaimsHere> instances, ClaimHistory history) {
        this.name = name;
        this.random = new Random(seed);
        this.calm = calm;
        this.instances = instances;
        this.history = history;
        begin();
    }

    void takeTurn() {
        if (random.nextInt(100) == 0) {
            history.advance(random);
        }
        if (holds.isEmpty()) {
            acquire();
        }
        int next = random.nextInt(10);
        if (next == 0) {
            die();
        } else if (next < 3) {
            renew();
        } else if (next > 4 && !holds.isEmpty()) {
            release();
        }
    }

    /** Ends for good. */
    void leave() {
        history.end(holds);
        calm.end(session);
        untilDone(here -> here.claims.releaseAll(here.call(), here.owner, session));
    }

    private void begin() {
        session = name + "." + lives++;
        calm.sessions.open(ClaimsHere.budget(), calm.owner, session, Duration.ofMinutes(2));
    }

    private void acquire() {
        List<Target> targets = random.ints(1 + random.nextInt(2), 0, TARGETS.size())
                .mapToObj(TARGETS::get)
                .toList();
        ClaimMode mode = random.nextInt(4) == 0 ? ClaimMode.SHARED : ClaimMode.EXCLUSIVE;
        ClaimRequest request =
                new ClaimRequest(session, targets, mode, Duration.ofSeconds(10 + random.nextInt(20)), null);
        try {
            told(request, call((here, call) -> here.claims.acquire(call, here.owner, request)));
        } catch (Refusal refused) {
            refused(refused);
        }
    }

    private void told(ClaimRequest request, Optional<List<Claim>> granted) {
        granted.ifPresent(claims -> {
            assertTrue(claims.stream().map(Claim::target).toList().equals(request.targets()));
            for (Claim claim : claims) {
                holds.add(history.began(claim, Objects.requireNonNull(WANTED.get(claim.target()))));
            }
        });
    }

    private void refused(Refusal refused) {
        if (refused.reason() == Reason.SESSION_NOT_ACTIVE) {
            // The clock leapt past its deadline, or a rival found it dead.
            history.end(holds);
            holds.clear();
            begin();
            return;
        }
        assertTrue(refused.reason() == Reason.CLAIM_CONFLICT, refused::toString);
        List<?> holders = assertInstanceOf(List.class, refused.facts().get("holders"));
        assertFalse(holders.isEmpty());
        holders.forEach(holder -> assertFalse(String.valueOf(holder).contains("session_id=" + session + ",")));
        history.conflict();
    }

    private void renew() {
        try {
            call((here, call) -> here.claims.renew(call, here.owner, session, ClaimsHere.ALL, Duration.ofSeconds(20)))
                    .ifPresent(claims -> history.renewed(holds, claims));
        } catch (Refusal refused) {
            refused(refused);
        }
    }

    private void release() {
        history.end(holds);
        holds.clear();
        try {
            call((here, call) -> here.claims.release(call, here.owner, session, ClaimsHere.ALL));
        } catch (Refusal refused) {
            refused(refused);
        }
    }

    private void die() {
        history.end(holds);
        holds.clear();
        calm.end(session);
        if (random.nextBoolean()) {
            String ended = session;
            untilDone(here -> here.claims.releaseAll(here.call(), here.owner, ended));
        }
        begin();
    }

    private interface Step {
        List<Claim> on(ClaimsHere here, Call call);
    }

    /** With a key, again and again until it is answered; without, once, and perhaps nobody knows how it ended. */
    private Optional<List<Claim>> call(Step step) {
        String key = random.nextBoolean() ? name + "-" + calls++ : "";
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            ClaimsHere here = instances.get(random.nextInt(instances.size()));
            try {
                return Optional.of(step.on(here, key.isEmpty() ? here.call() : here.keyed(key, key)));
            } catch (Refusal refused) {
                if (!refused.reason().passing()) {
                    throw refused;
                }
                history.failed();
                if (key.isEmpty()) {
                    return Optional.empty();
                }
            }
        }
        throw new IllegalStateException("the store fails too often");
    }

    private void untilDone(Consumer<ClaimsHere> step) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            try {
                step.accept(instances.get(random.nextInt(instances.size())));
                return;
            } catch (Refusal refused) {
                assertTrue(refused.reason().passing(), refused::toString);
            }
        }
        throw new IllegalStateException("the store fails too often");
    }
}
