package dev.holdfast.testkit;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** Decides request by request; the same seed, plan and order of requests decide the same. Thread-safe. */
final class FaultSchedule {
    /** A fault for one request; {@code position}, from 0 to 1, tells which item of a transaction has the conflict. */
    record Strike(Fault fault, double position) {}

    private record Target(Fault fault, Predicate<StoreRequest> requests) {}

    private final SplittableRandom random;
    private final List<Target> targets = new ArrayList<>();
    private FaultPlan plan;

    FaultSchedule(FaultPlan plan, long seed) {
        this.plan = plan;
        this.random = new SplittableRandom(seed);
    }

    synchronized void plan(FaultPlan plan) {
        this.plan = plan;
    }

    synchronized void failNext(Fault fault, Predicate<StoreRequest> requests) {
        targets.add(new Target(fault, requests));
    }

    synchronized Optional<Strike> next(StoreRequest request) {
        // Both are drawn for every request, so that a change of plan does not move what later requests draw.
        double draw = random.nextDouble();
        double position = random.nextDouble();
        return targeted(request)
                .or(() -> plan.at(draw))
                .filter(fault -> fault.canStrike(request))
                .map(fault -> new Strike(fault, position));
    }

    private Optional<Fault> targeted(StoreRequest request) {
        for (Iterator<Target> remaining = targets.iterator(); remaining.hasNext(); ) {
            Target target = remaining.next();
            if (target.fault().canStrike(request) && target.requests().test(request)) {
                remaining.remove();
                return Optional.of(target.fault());
            }
        }
        return Optional.empty();
    }
}
