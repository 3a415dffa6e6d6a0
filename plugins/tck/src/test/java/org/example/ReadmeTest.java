package org.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.spi.BoardProviderFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadmeTest {

    private static final int PAGE = 100;

    @ParameterizedTest
    @ValueSource(strings = {"NotesFactory", "NotesProvider", "NotesProviderTest"})
    void the_readme_shows_the_code_that_is_compiled(String name) throws IOException {
        String readme = Files.readString(Path.of("../../README.md"));

        assertTrue(
                readme.contains("```java\n" + withoutImports(name) + "```"),
                () -> "README.md, \"Write a provider\", shows another " + name);
    }

    @Test
    void the_example_stays_below_a_hundred_lines_without_imports_and_blanks() throws IOException {
        long lines = 0;
        for (String name : new String[] {"NotesFactory", "NotesProvider", "NotesProviderTest"}) {
            lines +=
                    withoutImports(name).lines().filter(line -> !line.isBlank()).count();
        }

        assertTrue(lines < PAGE, "It has " + lines);
    }

    @Test
    void the_example_is_found_by_its_name() {
        List<String> names = ServiceLoader.load(BoardProviderFactory.class).stream()
                .map(found -> found.get().name())
                .toList();

        assertEquals(List.of("notes"), names);
    }

    private static String withoutImports(String name) throws IOException {
        String source = Files.readString(Path.of("src/test/java/org/example", name + ".java"));
        return source.substring(source.lastIndexOf(";\n\n", source.indexOf("class ")) + 3);
    }
}
