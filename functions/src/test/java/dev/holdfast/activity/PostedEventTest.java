package dev.holdfast.activity;

import static dev.holdfast.activity.TestFeed.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostedEventTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "build.done", "states", "project", "x-1_2.3", "decisions"})
    void a_type_of_ones_own_is_taken(String type) {
        PostedEvent posted = PostedEvent.read(json("{'type': '" + type + "'}"));
        assertEquals(type, posted.type());
        assertEquals("{}", posted.data().toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                                    | type
            {'type': 1}                                                           | type
            {'type': 'Build'}                                                     | type
            {'type': '1a'}                                                        | type
            {'type': 'a/b'}                                                       | type
            {'type': 'project.created'}                                           | type
            {'type': 'state.x'}                                                   | type
            {'type': 'session.opened'}                                            | type
            {'type': 'board.moved'}                                               | type
            {'type': 'trigger.fired'}                                             | type
            {'type': 'queue.dead'}                                                | type
            {'type': 'a', 'data': []}                                             | data
            {'type': 'a', 'source': 1}                                            | source
            {'type': 'a', 'actor': 'ann'}                                         | actor
            {'type': 'decision'}                                                  | data.what
            {'type': 'decision', 'data': {'what': 'x', 'task': 'T'}}              | data.why
            {'type': 'decision', 'data': {'what': ' ', 'why': 'y', 'task': 'T'}}  | data.what
            {'type': 'decision', 'data': {'what': 'x', 'why': 'y'}}               | data.task
            {'type': 'decision', 'data': {'what': 'x', 'why': 'y', 'task': 1}}    | data.task
            {'type': 'decision', 'data': {'what': 'x', 'why': 'y', 'path': '/'}}  | data.path
            {'type': 'decision', 'data': {'what': 'x', 'why': 'y', 'path': 'a/../b'}}              | data.path
            {'type': 'decision', 'data': {'what': 'x', 'why': 'y', 'task': 'T', 'confidence': 2}}  | data.confidence
            {'type': 'decision', 'data': {'what': 'x', 'why': 'y', 'task': 'T', 'confidence': -1}} | data.confidence
            {'type': 'decision', 'data': {'what': 'x', 'why': 'y', 'task': 'T', 'confidence': 'high'}} | data.confidence
            {'type': 'decision', 'data': {'what': 'x', 'why': 'y', 'task': 'T', 'certainty': 1}}   | data.certainty
            {'type': 'decision', 'source': 's', 'data': {'what': 'x', 'why': 'y', 'task': 'T'}}    | source
            """)
    void what_does_not_fit_is_refused_by_its_name(String body, String field) {
        Refusal refusal = assertThrows(Refusal.class, () -> PostedEvent.read(json(body)));
        assertEquals(Reason.INVALID_INPUT, refusal.reason());
        assertTrue(
                refusal.facts().toString().contains("field=" + field),
                refusal.facts().toString());
    }

    @Test
    void limits_count_to_their_last_character() {
        assertEquals(
                64,
                PostedEvent.read(json("{'type': '" + "a".repeat(64) + "'}"))
                        .type()
                        .length());
        assertThrows(Refusal.class, () -> PostedEvent.read(json("{'type': '" + "a".repeat(65) + "'}")));
        String data = "{'type': 'a', 'data': {'x': '%s'}}";
        PostedEvent.read(json(data.formatted("y".repeat(32 * 1024 - 8))));
        assertThrows(Refusal.class, () -> PostedEvent.read(json(data.formatted("y".repeat(32 * 1024 - 7)))));
        String decision = "{'type': 'decision', 'data': {'what': '%s', 'why': '%s', 'task': 'T'}}";
        PostedEvent.read(json(decision.formatted("\uD83D\uDC19".repeat(2_000), "y\\n".repeat(2_000))));
        assertThrows(Refusal.class, () -> PostedEvent.read(json(decision.formatted("x".repeat(2_001), "y"))));
        assertThrows(Refusal.class, () -> PostedEvent.read(json(decision.formatted("x", "y".repeat(4_001)))));
    }

    @Test
    void a_decision_concerns_its_task_or_else_its_path_in_its_normal_form() {
        String decision = "{'type': 'decision', 'data': {'what': 'x', 'why': 'y', 'confidence': 1.0, %s}}";
        PostedEvent both = PostedEvent.read(json(decision.formatted("'task': 'T-1', 'path': './/src/./app/'")));
        assertEquals("T-1", both.resource());
        assertEquals("src/app", both.data().path("path").textValue());
        assertEquals("1.0", both.data().path("confidence").toString());
        assertEquals(
                "src",
                PostedEvent.read(json(decision.formatted("'path': '/src'"))).resource());
    }
}
