package dev.holdfast.state;

import static dev.holdfast.state.TestStates.ANY;
import static dev.holdfast.state.TestStates.json;
import static dev.holdfast.state.TestStates.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.json.StrictJson;
import dev.holdfast.problem.Reason;
import dev.holdfast.testkit.SettableClock;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is exported from one project and imported into another is the same there. */
class ExportTest {
    private final SettableClock clock = new SettableClock();
    private final TestStates from = new TestStates(clock);
    private final TestStates to = new TestStates(Clock.systemUTC());

    @Test
    void stores_come_over_with_their_history_and_configuration() {
        fill();
        List<JsonNode> lines = export();
        imported(lines);
        for (String store : List.of("plan", "tasks")) {
            assertEquals(from.data(store), to.data(store));
            assertEquals(from.load(store).document(), to.load(store).document());
            assertEquals(
                    ConfigJson.write(from.states.configure().read(from.call(), from.project, new StoreName(store))),
                    ConfigJson.write(to.states.configure().read(to.call(), to.project, new StoreName(store))));
        }
        for (long seq = 1; seq <= from.load("plan").seq(); seq++) {
            assertEquals(from.load("plan", seq).document(), to.load("plan", seq).document());
        }
    }

    @Test
    void an_import_that_is_repeated_or_cut_off_goes_on_where_it_ended() {
        fill();
        List<JsonNode> lines = export();
        imported(lines.subList(0, 3));
        Map<StoreName, Import.Imported> again = imported(lines);
        assertEquals(
                3, again.values().stream().mapToInt(Import.Imported::skipped).sum());
        assertEquals(
                0,
                imported(lines).values().stream()
                        .mapToInt(Import.Imported::imported)
                        .sum());
        assertEquals(from.data("plan"), to.data("plan"));
    }

    @Test
    void a_line_that_does_not_follow_is_refused_and_names_itself() {
        fill();
        List<JsonNode> lines = new ArrayList<>(export());
        lines.remove(1);
        var refused = refusal(() -> imported(lines));
        assertEquals(Reason.VERSION_CONFLICT, refused.reason());
        assertEquals(1, refused.facts().get("line"));
        assertEquals(1L, refused.facts().get("imported_seq"));
    }

    @Test
    void a_store_that_was_not_imported_is_left_alone() {
        fill();
        to.save("plan", "{'own': 1}", ANY);
        assertEquals(Reason.STORE_EXISTS, refusal(() -> imported(export())).reason());
        assertEquals("{'own':1}", to.data("plan"));
    }

    @Test
    void a_store_whose_history_is_trimmed_comes_over_as_it_stands() {
        from.configure("plan", "{'history_secs': 86400}", ANY);
        from.save("plan", "{'a': 1}", ANY);
        clock.advance(Duration.ofDays(3));
        from.save("plan", "{'a': 2}", ANY);
        from.sweep();
        imported(export());
        assertEquals("{'a':2}", to.data("plan"));
    }

    @Test
    void what_is_no_line_of_an_export_is_refused() {
        for (String line : List.of(
                "{}", "[]", "{'type': 'open', 'store': 'a', 'seq': 1}", "{'type': 'x', 'store': 'a', 'seq': 1}")) {
            assertTrue(refusal(() -> imported(List.of(json(line)))).reason().status() == 400, line);
        }
    }

    private void fill() {
        from.save("plan", "{'a': 1.0}", ANY);
        from.patch("plan", "[{'op': 'add', 'path': '/b', 'value': 1e2}]", ANY);
        from.configure(
                "plan",
                "{'schema': {'type': 'object'}, 'merge': {'policies': [{'path': '', 'policy': 'latest'}]}}",
                ANY);
        from.save("plan", "{'c': [1, 2]}", ANY);
        from.save("tasks", "[1]", ANY);
        from.configure("tasks", "{'mode': 'transient'}", ANY);
        from.patch("tasks", "[{'op': 'add', 'path': '/-', 'value': 2}]", ANY);
        from.save("gone", "1", ANY);
        from.delete("gone", ANY);
    }

    private List<JsonNode> export() {
        List<JsonNode> lines = new ArrayList<>();
        Export.@Nullable Position next = null;
        do {
            Export.Page page = from.states.export().page(from.call(), from.project, next);
            // As they come over the wire.
            page.lines().forEach(line -> lines.add(StrictJson.parse(StrictJson.write(line))));
            next = page.next();
        } while (next != null);
        return lines;
    }

    private Map<StoreName, Import.Imported> imported(List<JsonNode> lines) {
        return to.states.imports().apply(to.call(), to.project, lines);
    }
}
