package dev.holdfast.planka;

/**
 * Who may see a board.
 *
 * @param user id of the user
 * @param name as {@link Account} tells it
 */
record Member(String user, String name, boolean editor) {}
