package dev.holdfast.state;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A store's name within its project: a letter, then up to 63 letters, digits, {@code _ . -}. */
public record StoreName(String text) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,63}");

    /** @throws Refusal {@link Reason#INVALID_INPUT} for a text of another form */
    public StoreName {
        if (!isOne(text)) {
            throw new Refusal(
                    Reason.INVALID_INPUT,
                    "Name a store by a letter and up to 63 letters, digits, '_', '.' or '-'.",
                    Map.of("errors", List.of(Map.of("field", "store", "problem", "has another form"))));
        }
    }

    /** Whether a store may have this name. */
    public static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public String toString() {
        return text;
    }
}
