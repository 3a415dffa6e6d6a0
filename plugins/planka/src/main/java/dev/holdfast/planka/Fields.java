package dev.holdfast.planka;

import dev.holdfast.spi.BoardFailure;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes custom fields of cards. */
record Fields(Api api, BoardView view) {

    /** @throws BoardFailure.Rejected when the board has no such field */
    Field require(CardField field) {
        return Optional.ofNullable(view.snapshot().fields().get(field))
                .orElseThrow(() -> new BoardFailure.Rejected(
                        "The board has no field \"%s\"; set it up first".formatted(field.title())));
    }

    void set(Card card, CardField field, String value) {
        if (!card.value(field).equals(Optional.of(value))) {
            api.patch(require(field).on(card), Json.object().put("content", value));
        }
    }

    void clear(Card card, CardField field) {
        if (card.values().containsKey(field)) {
            api.remove(require(field).on(card));
        }
    }

    /** Writes hours where they are others than those that stand there. */
    void hours(Card card, CardField field, @Nullable BigDecimal before, @Nullable BigDecimal after) {
        if (after == null) {
            if (before != null) {
                clear(card, field);
            }
        } else if (before == null || before.compareTo(after) != 0) {
            set(card, field, after.toPlainString());
        }
    }
}
