package dev.holdfast.project;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Plays one scene in many orders of its actors' store calls, each time in a place of its own. */
final class Interleavings implements AutoCloseable {
    interface Scene {
        List<Stage.Actor> actors();

        void check(Stage.Played played) throws Exception;
    }

    interface Scenes {
        Scene at(String tenant);
    }

    private static final int STAGES = 10;
    private static final int MOST_ORDERS = 3_000;

    private final BlockingQueue<Stage> stages = new ArrayBlockingQueue<>(STAGES);
    private final AtomicInteger begun = new AtomicInteger();

    Interleavings(TestRegistry store, int actors) {
        for (int i = 0; i < STAGES; i++) {
            stages.add(new Stage(store, actors));
        }
    }

    /**
     * Plays every order that makes a difference, and returns how many there were.
     *
     * @param mayDie whether one of the actors may die before any of its calls
     */
    int playAll(boolean mayDie, Scenes scenes) throws Exception {
        int different = 0;
        List<List<Integer>> told = List.of(List.of());
        while (!told.isEmpty()) {
            List<List<Integer>> next = new ArrayList<>();
            for (Exploration order : atOnce(told, choices -> explore(new Exploration(choices, mayDie), scenes))) {
                next.addAll(order.others());
                different += order.isRedundant() ? 0 : 1;
            }
            told = next;
        }
        return different;
    }

    /** Plays that many drawn orders, in which nobody dies; the same ones every time. */
    void playSome(int plays, Scenes scenes) throws Exception {
        List<Random> seeded = new ArrayList<>();
        for (int i = 0; i < plays; i++) {
            seeded.add(new Random(i));
        }
        atOnce(
                seeded,
                random -> check(scenes, possible -> {
                    List<Stage.Move> alive = alive(possible);
                    return Optional.of(alive.get(random.nextInt(alive.size())));
                }));
    }

    /** Plays one order, told as the actors that go on, one after the other; afterwards the first one always does. */
    Stage.Played play(List<Integer> actors, Scenes scenes) throws Exception {
        Iterator<Integer> told = actors.iterator();
        return check(scenes, possible -> {
            int next = told.hasNext() ? told.next() : alive(possible).getFirst().actor();
            return Optional.of(alive(possible).stream()
                    .filter(move -> move.actor() == next)
                    .findFirst()
                    .orElseThrow());
        });
    }

    private static List<Stage.Move> alive(List<Stage.Move> possible) {
        return possible.stream().filter(move -> !move.dies()).toList();
    }

    private interface Play<I, O> {
        O apply(I input) throws Exception;
    }

    private static <I, O> List<O> atOnce(List<I> inputs, Play<I, O> play) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<O>> running = new ArrayList<>();
            for (I input : inputs) {
                running.add(threads.submit((Callable<O>) () -> play.apply(input)));
            }
            List<O> results = new ArrayList<>();
            for (Future<O> result : running) {
                results.add(result.get());
            }
            return results;
        }
    }

    private Exploration explore(Exploration order, Scenes scenes) throws Exception {
        check(scenes, order);
        return order;
    }

    private Stage.Played check(Scenes scenes, Stage.Director director) throws Exception {
        int number = begun.incrementAndGet();
        if (number > MOST_ORDERS) {
            throw new AssertionError("more orders than expected");
        }
        Stage stage = stages.take();
        try {
            Scene scene = scenes.at("tenant" + number);
            Stage.Played played = stage.play(scene.actors(), director);
            if (!played.abandoned()) {
                check(scene, played);
            }
            return played;
        } finally {
            stages.add(stage);
        }
    }

    private static void check(Scene scene, Stage.Played played) throws Exception {
        try {
            scene.check(played);
        } catch (AssertionError failed) {
            throw new AssertionError(failed.getMessage() + " after " + played, failed);
        }
    }

    @Override
    public void close() {
        stages.forEach(Stage::close);
    }
}
