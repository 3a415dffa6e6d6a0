package dev.holdfast.project;

import dev.holdfast.problem.Refusal;
import dev.holdfast.table.TestStore;
import dev.holdfast.testkit.Fault;
import dev.holdfast.testkit.FaultInjector;
import dev.holdfast.testkit.FaultPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Some instances of the registry on one table, each behind an injector of its own, which run a play move by move. */
final class Stage implements AutoCloseable {
    /** What one actor does, on its instance. */
    interface Actor {
        Object act(TestRegistry instance) throws Exception;
    }

    /** One store call of an actor, or its death before that call. */
    record Move(int actor, boolean dies, Footprint call) {
        /** Whether it makes no difference which of the two comes first. At most one actor dies. */
        boolean commutesWith(Move other) {
            return actor != other.actor
                    && !(dies && other.dies)
                    && (dies || other.dies || call.commutesWith(other.call));
        }

        @Override
        public String toString() {
            return (dies ? "x" : "") + actor;
        }
    }

    interface Director {
        /** One of the possible moves; empty ends the play, and whatever its actors still do fails. */
        Optional<Move> choose(List<Move> possible);
    }

    /**
     * @param results of the actors: what they returned, or their refusal
     * @param abandoned whether the director ended the play
     */
    record Played(List<Move> moves, List<Object> results, boolean abandoned) {
        @Override
        public String toString() {
            return moves + " "
                    + results.stream()
                            .map(r -> r instanceof Registered it ? it.outcome() : r)
                            .toList();
        }
    }

    private final List<FaultInjector> injectors = new ArrayList<>();
    private final List<TestRegistry> instances = new ArrayList<>();

    Stage(TestRegistry store, int actors) {
        for (int i = 0; i < actors; i++) {
            FaultInjector injector = FaultInjector.between(TestStore.endpoint(), FaultPlan.none(), i);
            injectors.add(injector);
            instances.add(store.withoutRetriesBehind(injector.endpoint()));
        }
    }

    /** Plays to the end. */
    Played play(List<Actor> actors, Director director) throws Exception {
        Turns turns = new Turns(actors.size());
        List<Move> moves = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Object>> running = new ArrayList<>();
            for (int i = 0; i < actors.size(); i++) {
                int actor = i;
                injectors.get(i).plan(FaultPlan.none());
                injectors.get(i).onRequest(request -> turns.await(actor, Footprint.of(request)));
                running.add(threads.submit(until(turns, actor, actors.get(actor))));
            }
            boolean abandoned = false;
            for (var waiting = turns.waiting(); !waiting.isEmpty(); waiting = turns.waiting()) {
                Optional<Move> move = director.choose(possible(waiting, moves));
                if (move.isEmpty()) {
                    abandoned = true;
                    waiting.keySet().forEach(actor -> cutOff(turns, actor));
                } else if (move.get().dies()) {
                    moves.add(move.get());
                    cutOff(turns, move.get().actor());
                } else {
                    moves.add(move.get());
                    turns.go(move.get().actor());
                }
            }
            List<Object> results = new ArrayList<>();
            for (Future<Object> end : running) {
                results.add(result(end));
            }
            return new Played(List.copyOf(moves), List.copyOf(results), abandoned);
        }
    }

    private void cutOff(Turns turns, int actor) {
        injectors.get(actor).plan(FaultPlan.none().with(Fault.RESET_BEFORE_APPLY, 1));
        turns.goFreely(actor);
    }

    private Callable<Object> until(Turns turns, int actor, Actor play) {
        return () -> {
            try {
                return play.act(instances.get(actor));
            } finally {
                turns.end(actor);
            }
        };
    }

    private static List<Move> possible(Map<Integer, Footprint> waiting, List<Move> moves) {
        List<Move> possible = new ArrayList<>();
        // Deaths come first: they commute with most moves, and so fewer orders lead nowhere.
        if (moves.stream().noneMatch(Move::dies)) {
            waiting.forEach((actor, _) -> possible.add(new Move(actor, true, Footprint.NONE)));
        }
        waiting.forEach((actor, call) -> possible.add(new Move(actor, false, call)));
        return List.copyOf(possible);
    }

    private static Object result(Future<Object> end) throws Exception {
        try {
            return end.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Refusal refusal) {
                return refusal;
            }
            throw failed;
        }
    }

    @Override
    public void close() {
        injectors.forEach(FaultInjector::close);
    }
}
