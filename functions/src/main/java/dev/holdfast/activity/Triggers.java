package dev.holdfast.activity;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.security.Operation;
import dev.holdfast.security.Sealing;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Condition;
import dev.holdfast.table.Item;
import dev.holdfast.table.Query;
import dev.holdfast.table.Table;
import dev.holdfast.table.Write;
import dev.holdfast.table.WriteResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The triggers of a project. Thread-safe. */
public final class Triggers {
    /** In one project. */
    public static final int MOST = 50;

    private final Table table;
    private final TriggerItems items;

    public Triggers(Table table, Sealing sealing) {
        this.table = table;
        this.items = new TriggerItems(sealing);
    }

    /** All, in the order of their ids. */
    public List<Trigger> list(Budget budget, ProjectRef owner) {
        return table.query(budget, Query.partition(TriggerItems.partition(owner), 2 * MOST)).items().stream()
                .map(item -> items.trigger(owner, item))
                .toList();
    }

    /** Whether one waits for events of {@code type}. */
    public boolean waitFor(Budget budget, ProjectRef owner, String type) {
        return list(budget, owner).stream().anyMatch(trigger -> trigger.waitsFor(type));
    }

    public Optional<Trigger> find(Budget budget, ProjectRef owner, String id) {
        return table.get(budget, TriggerItems.key(owner, id)).map(item -> items.trigger(owner, item));
    }

    /**
     * Keeps a trigger once for the operation.
     *
     * @return the trigger as it stands: the first one, when the operation is a repetition
     * @throws Refusal {@link Reason#TOO_MANY_TRIGGERS}, {@link Reason#OPERATION_REUSED}
     */
    public Trigger put(Budget budget, ProjectRef owner, Trigger trigger, Operation operation) {
        List<Trigger> standing = list(budget, owner);
        if (standing.size() >= MOST && standing.stream().noneMatch(it -> it.id().equals(trigger.id()))) {
            throw new Refusal(
                    Reason.TOO_MANY_TRIGGERS,
                    "Delete a trigger of this project that is not needed any more.",
                    Map.of("limit", MOST));
        }
        Item item = items.item(owner, trigger, operation.mark());
        if (table.write(budget, Write.Put.ifAbsent(item)) instanceof WriteResult.Refused(int _, Item there)
                && there != null) {
            operation.wrote(there.text(TriggerItems.OPERATION));
            return items.trigger(owner, there);
        }
        return trigger;
    }

    /** Harmless to repeat. */
    public void remove(Budget budget, ProjectRef owner, String id) {
        table.write(budget, new Write.Delete(TriggerItems.key(owner, id), Condition.none()));
    }

    /** Delivers again. */
    public void resume(Budget budget, ProjectRef owner, String id) {
        Write.Change change = Write.Change.of(TriggerItems.key(owner, id))
                .remove(TriggerItems.PAUSED)
                .remove(TriggerItems.FAILING)
                .remove(TriggerItems.ERROR)
                .onlyIf(Condition.has(TriggerItems.OPERATION));
        if (table.write(budget, change) instanceof WriteResult.Refused) {
            throw notFound();
        }
    }

    /** Notes that a delivery succeeded, where the last one had failed. */
    void succeeded(Budget budget, ProjectRef owner, Trigger trigger) {
        if (trigger.failingSince() != null) {
            table.write(
                    budget,
                    Write.Change.of(TriggerItems.key(owner, trigger.id()))
                            .remove(TriggerItems.FAILING)
                            .remove(TriggerItems.ERROR)
                            .onlyIf(Condition.has(TriggerItems.OPERATION).and(Condition.lacks(TriggerItems.PAUSED))));
        }
    }

    /** Notes since when deliveries fail. */
    void failed(Budget budget, ProjectRef owner, Trigger trigger, Instant now, String cause) {
        table.write(
                budget,
                Write.Change.of(TriggerItems.key(owner, trigger.id()))
                        .unlessSet(TriggerItems.FAILING, now.toEpochMilli())
                        .text(TriggerItems.ERROR, cause)
                        .onlyIf(Condition.has(TriggerItems.OPERATION)));
    }

    /** What pauses a trigger, once; to be written together with what tells of it. */
    static Write pausing(ProjectRef owner, Trigger trigger, Instant now, String cause) {
        return Write.Change.of(TriggerItems.key(owner, trigger.id()))
                .number(TriggerItems.PAUSED, now.toEpochMilli())
                .text(TriggerItems.ERROR, cause)
                .onlyIf(Condition.has(TriggerItems.OPERATION).and(Condition.lacks(TriggerItems.PAUSED)));
    }

    public static Refusal notFound() {
        return new Refusal(Reason.TRIGGER_NOT_FOUND, "List the triggers again: it was deleted, or never there.");
    }
}
