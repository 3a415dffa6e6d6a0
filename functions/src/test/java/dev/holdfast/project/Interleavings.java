package dev.holdfast.project;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Plays one scene in every order that the store calls of its actors can have and that makes a difference. */
final class Interleavings implements AutoCloseable {
    /** A scene in a place of its own. */
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
    private final AtomicInteger checked = new AtomicInteger();

    Interleavings(TestRegistry store, int actors) {
        for (int i = 0; i < STAGES; i++) {
            stages.add(new Stage(store, actors));
        }
    }

    /**
     * Returns how many orders were played and checked.
     *
     * @param mayDie whether one of the actors may die before any of its calls
     */
    int playAll(boolean mayDie, Scenes scenes) throws Exception {
        List<List<Integer>> told = List.of(List.of());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            while (!told.isEmpty()) {
                List<Future<Exploration>> played = new ArrayList<>();
                for (List<Integer> choices : told) {
                    played.add(threads.submit(() -> play(new Exploration(choices, mayDie), scenes)));
                }
                List<List<Integer>> next = new ArrayList<>();
                for (Future<Exploration> order : played) {
                    next.addAll(order.get().others());
                }
                told = next;
            }
        }
        return checked.get();
    }

    private Exploration play(Exploration order, Scenes scenes) throws Exception {
        int number = begun.incrementAndGet();
        if (number > MOST_ORDERS) {
            throw new AssertionError("more orders than expected");
        }
        Stage stage = stages.take();
        try {
            Scene scene = scenes.at("tenant" + number);
            Stage.Played played = stage.play(scene.actors(), order);
            if (!order.isRedundant()) {
                checked.incrementAndGet();
                check(scene, played);
            }
            return order;
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
