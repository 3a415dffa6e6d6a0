package dev.holdfast.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.json.StrictJson;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
    @ParameterizedTest
    @CsvSource({
        "src/**/*.java, src/Main.java",
        "src/**/*.java, src/a/b/Main.java",
        "src/**, src",
        "**, a/b/c",
        "src/*/x, src/y/?",
        "a*c, *b*",
        "?, ü",
        "?, \uD83E\uDEB8",
        "**/test/**, src/**/java",
    })
    void these_overlap(String glob, String other) {
        assertTrue(Target.glob(glob).overlaps(Target.glob(other)));
        assertTrue(Target.glob(other).overlaps(Target.glob(glob)));
    }

    @ParameterizedTest
    @CsvSource({
        "src/**/*.java, src/Main.kt",
        "src/*, src/a/b",
        "src/*, src",
        "src/**/x, lib/**",
        "a?c, ac",
        "??, ü",
        "a*, b*",
        "**/a, **/b",
        "?, .*",
        ".?, ?.",
    })
    void these_have_no_path_in_common(String glob, String other) {
        assertFalse(Target.glob(glob).overlaps(Target.glob(other)));
        assertFalse(Target.glob(other).overlaps(Target.glob(glob)));
    }

    @Test
    void a_directory_is_itself_and_all_below() {
        Target directory = Target.path("src/main/");
        assertTrue(directory.overlaps(Target.path("src/main")));
        assertTrue(directory.overlaps(Target.path("src/main/a/b")));
        assertTrue(directory.overlaps(Target.path("src/")));
        assertTrue(directory.overlaps(Target.glob("**/*.java")));
        assertFalse(directory.overlaps(Target.path("src/mainly")));
        assertFalse(directory.overlaps(Target.path("src")));
    }

    @Test
    void in_a_path_a_star_is_a_star() {
        assertFalse(Target.path("a*").overlaps(Target.path("ab")));
        assertTrue(Target.path("a*").overlaps(Target.path("a*")));
        assertTrue(Target.path("a*").overlaps(Target.glob("a?")));
    }

    @Test
    void a_path_covers_its_symbols_and_symbols_differ_by_their_names() {
        Target symbol = Target.symbol("src/A.java", "A.run");
        assertTrue(symbol.overlaps(Target.symbol("src/A.java", "A.run")));
        assertFalse(symbol.overlaps(Target.symbol("src/A.java", "A.stop")));
        assertFalse(symbol.overlaps(Target.symbol("src/B.java", "A.run")));
        assertTrue(symbol.overlaps(Target.path("src/A.java")));
        assertTrue(symbol.overlaps(Target.path("src/")));
        assertTrue(Target.glob("**/A.*").overlaps(symbol));
        assertFalse(Target.glob("**/B.*").overlaps(symbol));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "/",
                "/etc/passwd",
                "C:/Windows",
                "c:",
                "a//b",
                "a/./b",
                "..",
                "../a",
                "a/..",
                "a/b/../c",
                ".",
                "./",
                "a\0b",
                "a\nb",
                "a\u0085b",
                "a\\b",
                "\\\\server\\a",
                "\uD800",
                "a//"
            })
    void this_is_no_path(String text) {
        for (Runnable made :
                List.<Runnable>of(() -> Target.path(text), () -> Target.glob(text), () -> Target.symbol(text, "x"))) {
            assertEquals(
                    Reason.INVALID_INPUT, assertThrows(Refusal.class, made::run).reason());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a**", "**a/b", "***", "a/b**c", "src/"})
    void this_is_no_glob(String text) {
        Refusal refused = assertThrows(Refusal.class, () -> Target.glob(text));
        assertEquals(Reason.INVALID_INPUT, refused.reason());
    }

    @Test
    void a_symbol_is_in_a_file_and_has_a_name() {
        assertThrows(Refusal.class, () -> Target.symbol("src/", "x"));
        assertThrows(Refusal.class, () -> Target.symbol("src/A.java", " "));
        assertThrows(Refusal.class, () -> Target.symbol("src/A.java", "a\0"));
        assertEquals("operator\\ /", ((Target.Symbol) Target.symbol("a.cc", "operator\\ /")).name());
    }

    @Test
    void lengths_are_counted_in_bytes() {
        assertEquals(500, Target.path("ü".repeat(500)).pattern().text().length());
        assertThrows(Refusal.class, () -> Target.path("ü".repeat(500) + "a"));
        assertEquals(250, Target.glob("ü".repeat(250)).pattern().text().length());
        assertThrows(Refusal.class, () -> Target.glob("ü".repeat(250) + "a"));
        assertThrows(Refusal.class, () -> Target.symbol("a", "s".repeat(1_001)));
        assertThrows(Refusal.class, () -> Target.path("a".repeat(100_000_000)));
    }

    @Test
    void hostile_globs_take_no_longer_than_others() {
        List<String> hostile = List.of(
                "a*".repeat(249) + "b",
                "*a".repeat(249) + "c",
                "?*".repeat(249) + "d",
                "**/a/".repeat(99) + "b",
                "**/*/".repeat(99) + "c",
                "*a/".repeat(166) + "d",
                "a".repeat(500));
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            for (int times = 0; times < 20; times++) {
                for (String one : hostile) {
                    for (String two : hostile) {
                        Target.glob(one).overlaps(Target.glob(two));
                    }
                }
            }
        });
        assertFalse(Target.glob(hostile.get(0)).overlaps(Target.glob(hostile.get(1))));
        assertTrue(Target.glob(hostile.get(3)).overlaps(Target.glob("**/b")));
    }

    @Test
    void every_target_is_read_back_as_it_was_written() {
        for (Target target : List.of(
                Target.path("src/"),
                Target.path("src/*"),
                Target.glob("src/*"),
                Target.symbol("src/A.java", "A.\"run\""))) {
            JsonNode json = TargetJson.write(target);
            assertEquals(target, TargetJson.read(json));
            assertEquals(List.of(target), TargetJson.read(List.of(json), "targets"));
        }
    }

    @Test
    void all_that_is_wrong_with_targets_is_told_with_its_place() {
        List<JsonNode> targets = List.of(
                json("{'path': '/a'}"),
                json("{'path': 'a'}"),
                json("{'glob': 'a**'}"),
                json("{'glob': 'a', 'path': 'b'}"),
                json("{'path': 'a', 'symbol': ''}"),
                json("{'path': 'a', 'line': 1}"),
                json("7"),
                json("{}"));
        Refusal refused = assertThrows(Refusal.class, () -> TargetJson.read(targets, "targets"));
        assertEquals(Reason.INVALID_INPUT, refused.reason());
        List<?> fields = ((List<?>) assertInstanceOf(List.class, refused.facts().get("errors")))
                .stream()
                        .map(error -> ((Map<?, ?>) assertInstanceOf(Map.class, error)).get("field"))
                        .toList();
        assertEquals(
                List.of(
                        "targets[0].path",
                        "targets[2].glob",
                        "targets[3].path",
                        "targets[4].symbol",
                        "targets[5].line",
                        "targets[6]",
                        "targets[7].path"),
                fields);
    }

    private static JsonNode json(String text) {
        return StrictJson.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
