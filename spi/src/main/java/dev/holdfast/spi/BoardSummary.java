package dev.holdfast.spi;

/** A board and how many of its tasks are where. */
public record BoardSummary(Board board, Metrics metrics) {}
