package dev.holdfast.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskDraft;
import dev.holdfast.spi.TaskFilter;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Texts come back as they were given. */
interface TextChecks extends Checks {

    @Test
    default void unicode_is_kept_in_names_descriptions_labels_and_comments() {
        String text = "Zażółć gęślą jaźń 漢字 עברית 👩🏽‍💻 e\u0301 \u00e9";
        Task task = bench().create(TaskDraft.named(text)
                .description(text)
                .labels(Set.of("naïve 🏷"))
                .build());
        bench().comment(task, text);

        assertEquals(text, bench().read(task).name());
        assertEquals(text, bench().read(task).description());
        assertEquals(Set.of("naïve 🏷"), bench().read(task).labels());
        assertEquals(List.of(text), bench().comments(task));
    }

    @Test
    default void a_description_of_60_kilobytes_is_kept() {
        String text = "0123456789abcde\n".repeat(3840);
        Task task = bench().create(TaskDraft.named("long").description(text).build());

        assertEquals(text, bench().read(task).description());
    }

    @Test
    default void text_that_means_something_to_a_back_end_is_only_text() {
        String text =
                "'; DROP TABLE tasks; -- <!-- x --> <b>&amp;</b> {\"a\": \"\\n\"} ${x} %s %_ @all #1\n\n- [ ] item\n```\ncode\n```";
        Task task = bench().create(TaskDraft.named("It's \"100%\" <done>")
                .description(text)
                .build());
        bench().comment(task, text);

        assertEquals("It's \"100%\" <done>", bench().read(task).name());
        assertEquals(text, bench().read(task).description());
        assertEquals(List.of(text), bench().comments(task));
    }

    @Test
    default void labels_differ_by_case_and_are_not_patterns() {
        bench().create(TaskDraft.named("lower").labels(Set.of("ui")).build());
        Task upper =
                bench().create(TaskDraft.named("upper").labels(Set.of("UI")).build());
        bench().create(TaskDraft.named("pattern").labels(Set.of("u%")).build());

        // A back end may take both for one label, if it answers with that one.
        List<String> found = upper.labels().equals(Set.of("ui")) ? List.of("lower", "upper") : List.of("lower");
        assertEquals(found, bench().names(TaskFilter.all().withLabel("ui")));
        assertEquals(List.of("pattern"), bench().names(TaskFilter.all().withLabel("u%")));
    }
}
