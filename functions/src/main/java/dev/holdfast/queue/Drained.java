package dev.holdfast.queue;

/**
 * What a run of the drain did.
 *
 * @param relayed changes and events whose jobs were put in
 * @param continued whose rest is taken up again
 * @param unknownKind jobs that no handler here takes: kept
 * @param failed rows that a fault of the store or a defect stopped: they fall due again
 * @param finished false when time ran out before everything due was seen to
 */
public record Drained(
        int done,
        int retried,
        int dead,
        int relayed,
        int continued,
        int unknownKind,
        int lost,
        int failed,
        boolean finished) {}
