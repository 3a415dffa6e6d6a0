package dev.holdfast.kit;

import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.CommandResult;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * A provider with one fault of its own.
 *
 * @param name what it does wrong
 * @param breaks makes a sound provider wrong
 * @param caught the checks that must fail, and no others
 */
record Mutant(String name, Breaks breaks, Set<String> caught) {

    /** Takes the sound provider and the faults of its back end. */
    @FunctionalInterface
    interface Breaks {
        BoardProvider apply(BoardProvider sound, FaultSwitch faults);
    }

    static Mutant of(String name, UnaryOperator<BoardProvider> breaks, String... caught) {
        return new Mutant(name, (sound, _) -> breaks.apply(sound), Set.of(caught));
    }

    /** Wrong in how it applies commands. */
    static Mutant applying(
            String name, BiFunction<BoardProvider, BoardCommand, CommandResult> apply, String... caught) {
        return of(
                name,
                sound -> new Delegate(sound) {
                    @Override
                    public CommandResult apply(BoardCommand command) {
                        return apply.apply(sound, command);
                    }
                },
                caught);
    }

    @Override
    public String toString() {
        return name;
    }
}
