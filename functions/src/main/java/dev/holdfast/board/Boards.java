package dev.holdfast.board;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.activity.Feed;
import dev.holdfast.activity.ProjectRef;
import dev.holdfast.activity.Triggers;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.project.Resolve;
import dev.holdfast.queue.JobHandler;
import dev.holdfast.queue.Queue;
import dev.holdfast.security.Call;
import dev.holdfast.security.Sealing;
import dev.holdfast.session.Sessions;
import dev.holdfast.spi.BoardProviderFactory;
import dev.holdfast.table.Table;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Every operation on boards, over one table. Thread-safe. */
public final class Boards implements AutoCloseable {
    private final Table table;
    private final Resolve projects;
    private final Supplier<Plugins> plugins;
    private final Bindings bindings;
    private final Connections connections;
    private final Credentials credentials;
    private final Holders holders;
    private final CommandRecords records;
    private final ReadBoard read;
    private final ApplyCommand apply;
    private final ConnectBoard connect;
    private final Hooks hooks;
    private final List<JobHandler> jobs;

    public Boards(
            Table table,
            Sealing sealing,
            Resolve projects,
            Sessions sessions,
            Queue queue,
            Feed feed,
            Triggers triggers,
            Supplier<Plugins> plugins,
            BoardHost host,
            Clock clock) {
        this.table = table;
        this.projects = projects;
        this.plugins = plugins;
        this.connections = new Connections(clock);
        this.credentials = new Credentials(table, sealing, clock);
        this.bindings = new Bindings(table, plugins, host, credentials, connections);
        this.holders = new Holders(table, sessions, clock);
        Assignments assignments = new Assignments(table, holders, clock);
        this.records = new CommandRecords(sealing, clock);
        BoardEvents events = new BoardEvents(feed, triggers, queue.wake(), clock);
        Copies copies = new Copies(table, sealing, clock);
        this.read = new ReadBoard(projects, bindings, assignments, copies, clock);
        this.hooks = new Hooks(table, sealing, projects, bindings, queue.enqueue(), clock);
        this.apply = new ApplyCommand(
                table, projects, sessions, bindings, assignments, records, events, queue.enqueue(), clock);
        this.connect = new ConnectBoard(projects, bindings);
        this.jobs = List.of(
                new BoardCommandJob(table, projects, bindings, assignments, records, events, clock),
                new ReconcileBoard(table, projects, bindings, copies, feed, triggers, queue.wake(), clock));
    }

    public ReadBoard read() {
        return read;
    }

    public ApplyCommand apply() {
        return apply;
    }

    public ConnectBoard connect() {
        return connect;
    }

    public Holders holders() {
        return holders;
    }

    public Credentials credentials() {
        return credentials;
    }

    public Hooks hooks() {
        return hooks;
    }

    /** What carries out commands that wait, and what looks at boards that are said to have changed. */
    public List<JobHandler> jobs() {
        return jobs;
    }

    /** @throws Refusal PROVIDER_MISSING */
    public BoardProviderFactory factory(String provider) {
        return bindings.factory(provider);
    }

    /** The kinds of boards with what each is configured with, and the plugins that cannot be used. */
    public ObjectNode providers() {
        ObjectNode json = BoardJson.list(plugins.get().all(), BoardJson::provider);
        ArrayNode broken = json.putArray("broken");
        plugins.get()
                .broken()
                .forEach(it -> broken.addObject().put("source", it.source()).put("problem", it.problem()));
        return json;
    }

    /** @throws Refusal PROJECT_NOT_FOUND, JOB_NOT_FOUND */
    public CommandRecord command(Call call, UUID project, String id) {
        ProjectRef owner = projects.byCloudUuid(call, project).ref();
        return table.get(call.budget(), CommandRecords.key(owner, id))
                .map(item -> records.record(owner, item))
                .orElseThrow(() -> new Refusal(
                        Reason.JOB_NOT_FOUND, "Check the id; what became of a command is kept for 7 days."));
    }

    /** The partitions that boards have in a project. */
    public static List<String> partitions(ProjectRef owner) {
        return List.of(
                AssignmentItems.partition(owner),
                CommandRecords.partition(owner),
                Copies.partition(owner),
                Hooks.partition(owner));
    }

    /** Closes the connections. */
    @Override
    public void close() {
        connections.close();
    }
}
