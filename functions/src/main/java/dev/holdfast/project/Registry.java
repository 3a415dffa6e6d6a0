package dev.holdfast.project;

import dev.holdfast.queue.Queue;
import dev.holdfast.security.Cursors;
import dev.holdfast.security.Sealing;
import dev.holdfast.table.Table;
import java.time.Clock;

/** Every operation on projects, over one table. Thread-safe. */
public record Registry(
        Register register,
        Resolve resolve,
        Sync sync,
        ListProjects list,
        ChangeProject change,
        Deletion delete,
        History history) {

    public static Registry over(Table table, Cursors cursors, Sealing sealing, Queue queue, Clock clock) {
        ProjectStore store = new ProjectStore(table, sealing);
        Children children = new Children(table, store, clock);
        Parentage parentage = new Parentage(store, children);
        History history = new History(table, store, cursors);
        Register register = new Register(store, parentage, history, clock);
        return new Registry(
                register,
                new Resolve(store, parentage),
                new Sync(register),
                new ListProjects(table, cursors),
                new ChangeProject(store, parentage, history, clock),
                new Deletion(store, children, queue, clock),
                history);
    }
}
