package dev.holdfast.project;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Lets actors take turns at the store: each stops before every store call until it is told to go on. Thread-safe. */
final class Turns {
    private enum At {
        WORK,
        GATE,
        END
    }

    private static final long LIMIT_SECONDS = 30;

    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final At[] actors;
    private final boolean[] free;
    private final Map<Integer, Footprint> next = new HashMap<>();

    Turns(int actors) {
        this.actors = new At[actors];
        this.free = new boolean[actors];
        Arrays.fill(this.actors, At.WORK);
    }

    /** Called by an actor before a store call with that footprint; returns when its turn has come. */
    void await(int actor, Footprint call) {
        lock.lock();
        try {
            if (free[actor]) {
                return;
            }
            actors[actor] = At.GATE;
            next.put(actor, call);
            changed.signalAll();
            while (actors[actor] == At.GATE) {
                if (!changed.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("actor " + actor + " never had its turn");
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    void end(int actor) {
        lock.lock();
        try {
            actors[actor] = At.END;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until every actor is at the gate or has ended, and tells which are at the gate, for which call. */
    Map<Integer, Footprint> waiting() throws InterruptedException, TimeoutException {
        lock.lock();
        try {
            while (Arrays.asList(actors).contains(At.WORK)) {
                if (!changed.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                    throw new TimeoutException("an actor neither calls the store nor ends");
                }
            }
            Map<Integer, Footprint> waiting = new TreeMap<>(next);
            waiting.keySet().removeIf(actor -> actors[actor] == At.END);
            return waiting;
        } finally {
            lock.unlock();
        }
    }

    void go(int actor) {
        lock.lock();
        try {
            actors[actor] = At.WORK;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** From now on the actor is not stopped any more. */
    void goFreely(int actor) {
        lock.lock();
        try {
            free[actor] = true;
            actors[actor] = At.WORK;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
