package dev.holdfast.state;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * What one validation may cost, counted in characters looked at: patterns and references can take exponential time, and
 * a count gives the same answer on every machine. Not thread-safe; bound to the thread that validates.
 */
final class SchemaCost {
    /** Half a second of patterns, or three of keywords. */
    private static final long MOST = 100_000_000;

    private static final long OF_KEYWORD = 25;
    private static final ScopedValue<SchemaCost> CURRENT = ScopedValue.newInstance();

    private long left = MOST;

    private SchemaCost() {}

    /** @throws Refusal {@link Reason#INVALID_SCHEMA} when {@code validation} costs too much or has no end */
    static <T> T bounded(Supplier<T> validation) {
        try {
            return ScopedValue.where(CURRENT, new SchemaCost()).call(validation::get);
        } catch (StackOverflowError endless) {
            throw tooCostly();
        }
    }

    static SchemaCost current() {
        return CURRENT.isBound() ? CURRENT.get() : new SchemaCost();
    }

    void keyword() {
        spend(OF_KEYWORD);
    }

    /** Tries a match, of which every look at a character counts. */
    void match(Pattern pattern, String text) {
        pattern.matcher(new Counted(text)).find();
    }

    private void spend(long cost) {
        left -= cost;
        if (left < 0) {
            throw tooCostly();
        }
    }

    private static Refusal tooCostly() {
        return new Refusal(
                Reason.INVALID_SCHEMA,
                "To hold this document against the schema takes too long. Simplify the schema's patterns and references.",
                Map.of("violations", List.of()));
    }

    private final class Counted implements CharSequence {
        private final String text;

        private Counted(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            spend(1);
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
