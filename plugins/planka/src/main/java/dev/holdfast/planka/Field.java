package dev.holdfast.planka;

/**
 * A custom field of a board.
 *
 * @param group id of its group
 */
record Field(CardField keeps, String group, String id) {

    /** Where its value on a card is. */
    String on(Card card) {
        return "/api/cards/%s/custom-field-values/customFieldGroupId:%s:customFieldId:%s"
                .formatted(card.id(), group, id);
    }
}
