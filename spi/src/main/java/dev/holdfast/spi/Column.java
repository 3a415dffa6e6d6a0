package dev.holdfast.spi;

/**
 * A column of a board.
 *
 * @param id the back end's own, opaque
 * @param name as people see it; unique on its board, whatever the case
 * @param status of the tasks in it
 */
public record Column(String id, String name, Status status) {}
