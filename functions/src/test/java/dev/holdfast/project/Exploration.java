package dev.holdfast.project;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Follows told moves, then takes the first of the possible ones, and notes what else could have been done there.
 *
 * <p>Of orders that differ only in moves that commute, one is enough. So a move that another order has begun with sleeps
 * until something happens that does not commute with it (sleep sets: Godefroid, "Partial-Order Methods for the
 * Verification of Concurrent Systems", 1996).
 */
final class Exploration implements Stage.Director {
    private final List<Integer> told;
    private final boolean mayDie;
    private final List<Integer> taken = new ArrayList<>();
    private final List<List<Integer>> others = new ArrayList<>();
    private List<Stage.Move> asleep = List.of();
    private boolean redundant;

    Exploration(List<Integer> told, boolean mayDie) {
        this.told = told;
        this.mayDie = mayDie;
    }

    /** The orders that decide otherwise than this one, once it is played. */
    List<List<Integer>> others() {
        return others;
    }

    /** Whether another order shows the same. */
    boolean isRedundant() {
        return redundant;
    }

    @Override
    public Optional<Stage.Move> choose(List<Stage.Move> possible) {
        List<Integer> awake = new ArrayList<>();
        for (int i = 0; i < possible.size(); i++) {
            if ((mayDie || !possible.get(i).dies()) && !isAsleep(possible.get(i))) {
                awake.add(i);
            }
        }
        if (awake.isEmpty()) {
            redundant = true;
            return Optional.empty();
        }
        int step = taken.size();
        int choice = step < told.size() ? told.get(step) : awake.getFirst();
        if (step >= told.size()) {
            awake.stream().skip(1).forEach(other -> others.add(otherwise(other)));
        }
        taken.add(choice);
        Stage.Move move = possible.get(choice);
        List<Stage.Move> begun = new ArrayList<>(asleep);
        awake.stream().filter(earlier -> earlier < choice).forEach(earlier -> begun.add(possible.get(earlier)));
        asleep = begun.stream().filter(it -> it.commutesWith(move)).toList();
        return Optional.of(move);
    }

    private boolean isAsleep(Stage.Move move) {
        return asleep.stream().anyMatch(it -> it.actor() == move.actor() && it.dies() == move.dies());
    }

    private List<Integer> otherwise(int choice) {
        List<Integer> other = new ArrayList<>(taken);
        other.add(choice);
        return List.copyOf(other);
    }
}
