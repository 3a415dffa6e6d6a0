package dev.holdfast.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.holdfast.log.LogName;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.state.ConfigJson;
import dev.holdfast.state.Mode;
import dev.holdfast.state.Precondition;
import dev.holdfast.state.Save;
import dev.holdfast.state.StoreName;
import dev.holdfast.table.InterleavedStore;
import dev.holdfast.table.Table;
import dev.holdfast.table.TestStore;
import dev.holdfast.testkit.SettableClock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Two instances at one store: before each store call of the one, in turn, the other does all that it wants. */
class StoreMeetingTest {
    private static final JsonNode NO_ITEMS =
            JsonNodeFactory.instance.objectNode().set("items", JsonNodeFactory.instance.arrayNode());

    private final String name = "t" + UUID.randomUUID();
    private final Table table = TestStore.table(TestStore.endpoint(), name);
    private final SettableClock clock = new SettableClock();
    private final OneInstance other = new OneInstance(table, clock);
    /** Why calls of the round were refused. */
    private final List<Reason> refusals = new ArrayList<>();

    /** @return how many calls {@code work} makes when nothing comes between */
    private int atEveryCall(
            Consumer<UUID> prepare,
            BiConsumer<OneInstance, UUID> work,
            BiConsumer<OneInstance, UUID> between,
            Consumer<UUID> holds) {
        return InterleavedStore.atEveryCall(() -> {
            UUID project = other.register();
            prepare.accept(project);
            refusals.clear();
            return new InterleavedStore.Round(
                    name,
                    () -> tried(() -> between.accept(other, project)),
                    interrupted -> tried(() -> work.accept(new OneInstance(interrupted, clock), project)),
                    () -> holds.accept(project));
        });
    }

    private void tried(Runnable call) {
        try {
            call.run();
        } catch (Refusal refusal) {
            refusals.add(refusal.reason());
        }
    }

    private static void save(OneInstance instance, UUID project, String key) {
        instance.runKeyed(key, "save", "{'project':'" + project + "','store':'notes','data':{'by':'" + key + "'}}");
    }

    private static void append(OneInstance instance, UUID project, String key) {
        instance.runKeyed(
                key,
                "patch",
                "{'project':'" + project + "','store':'notes','patch':[{'op':'add','path':'/items/-','value':'" + key
                        + "'}]}");
    }

    private void saveItems(UUID project) {
        other.save(project, "notes", "{'items':[]}");
    }

    private JsonNode load(UUID project) {
        return new OneInstance(table, clock).run("load", "{'project':'" + project + "','store':'notes'}");
    }

    private List<String> items(UUID project) {
        return load(project)
                .at("/data/items")
                .valueStream()
                .map(JsonNode::textValue)
                .toList();
    }

    @Test
    void two_who_are_the_first_to_save_both_save() {
        int calls = atEveryCall(
                _ -> {},
                (one, project) -> save(one, project, "a" + project),
                (two, project) -> save(two, project, "b" + project),
                project -> {
                    assertEquals(List.of(), refusals);
                    assertEquals(2, load(project).path("seq").intValue());
                });
        assertTrue(calls > 4);
    }

    @Test
    void a_store_is_configured_whoever_is_the_first_to_save_it() {
        int calls = atEveryCall(
                _ -> {},
                (one, project) -> one.on
                        .states()
                        .configure()
                        .apply(
                                one.keyed("c" + project),
                                project,
                                new StoreName("notes"),
                                ConfigJson.read(
                                        JsonNodeFactory.instance.objectNode().put("mode", "transient")),
                                NO_ITEMS,
                                new Precondition.Any()),
                (two, project) -> save(two, project, "b" + project),
                project -> {
                    assertEquals(List.of(), refusals);
                    assertEquals(
                            Mode.TRANSIENT,
                            other.on
                                    .states()
                                    .configure()
                                    .read(other.call(), project, new StoreName("notes"))
                                    .mode());
                });
        assertTrue(calls > 4);
    }

    @Test
    void one_key_saves_once() {
        int calls = atEveryCall(
                _ -> {},
                (one, project) -> save(one, project, "k" + project),
                (again, project) -> save(again, project, "k" + project),
                project -> {
                    assertEquals(List.of(), refusals);
                    assertEquals(1, load(project).path("seq").intValue());
                });
        assertTrue(calls > 4);
    }

    @Test
    void one_key_patches_once() {
        int calls = atEveryCall(
                this::saveItems,
                (one, project) -> append(one, project, "k"),
                (again, project) -> {
                    append(again, project, "before");
                    append(again, project, "k");
                },
                project -> {
                    assertEquals(List.of(), refusals);
                    assertEquals(1, items(project).stream().filter("k"::equals).count());
                });
        assertTrue(calls > 3);
    }

    @Test
    void two_patches_are_both_there() {
        int calls = atEveryCall(
                this::saveItems,
                (one, project) -> append(one, project, "ann"),
                (two, project) -> append(two, project, "bob"),
                project -> {
                    assertEquals(List.of(), refusals);
                    assertEquals(Set.of("ann", "bob"), Set.copyOf(items(project)));
                });
        assertTrue(calls > 3);
    }

    @Test
    void a_patch_never_reaches_the_store_that_another_made_after_deleting_its_own() {
        List<String> met = new ArrayList<>();
        int calls = atEveryCall(
                this::saveItems,
                (one, project) -> append(one, project, "ann"),
                (two, project) -> {
                    two.on.states().delete().apply(two.call(), project, new StoreName("notes"), new Precondition.Any());
                    two.on
                            .states()
                            .save()
                            .apply(
                                    two.call(),
                                    project,
                                    new StoreName("notes"),
                                    new Save.Input(NO_ITEMS, null, null),
                                    new Precondition.Absent());
                },
                project -> {
                    boolean isThere = !items(project).isEmpty();
                    String reached = isThere ? "the new one" : refusals.isEmpty() ? "the old one" : "neither";
                    if (met.isEmpty() || !met.getLast().equals(reached)) {
                        met.add(reached);
                    }
                });
        assertTrue(calls > 3);
        // What it saw at its first look is what it is meant for.
        assertEquals(List.of("the new one", "neither"), met);
    }

    /** Of the entries of all logs that a project ever had. */
    private String kinds(UUID project) {
        return TestStore.scan(name).stream()
                .filter(item -> item.key().pk().contains(project.toString()) && LogName.isEntry(item.key()))
                .sorted(Comparator.comparing(item -> item.key().sk()))
                .map(item -> item.text("k"))
                .collect(Collectors.joining(" "));
    }

    @Test
    void what_is_saved_while_its_project_is_deleted_is_in_no_project() {
        int calls = atEveryCall(
                _ -> {},
                (one, project) -> save(one, project, "a" + project),
                (two, project) -> two.on.deleteProject().apply(two.call(), project, null),
                project -> {
                    tried(() -> load(project));
                    assertEquals(Reason.PROJECT_NOT_FOUND, refusals.getLast());
                    assertTrue(kinds(project).isEmpty() || kinds(project).endsWith("x"), () -> kinds(project));
                });
        assertTrue(calls > 4);
    }
}
