package dev.holdfast.github;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.Faults;
import dev.holdfast.kit.ProviderKit;
import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.CommandResult;
import dev.holdfast.spi.TaskDraft;
import dev.holdfast.spi.TaskFilter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The kit on an Enterprise Server of before issue dependencies. */
class OlderServerTest extends ProviderKit {

    private static final Map<String, String> OLDER = Map.of("dependencies", "false");

    private final Bench bench = new Bench(new GithubServer(OlderServerTest::withoutDependencies));

    private static String withoutDependencies(String schema) {
        return schema.replaceAll("(?s)  block(edBy|ing)\\(.*?\\): IssueConnection!\n", "");
    }

    @Override
    public BoardProvider provider() {
        return bench.provider(OLDER);
    }

    @Override
    public Optional<BoardProvider> another() {
        return Optional.of(provider());
    }

    @Override
    public Faults faults() {
        return bench.github.faults;
    }

    @AfterEach
    void stop() {
        bench.close();
        bench.verify();
    }

    @Test
    void nothing_waits_for_a_task_there() {
        try (BoardProvider provider = bench.ready(OLDER)) {
            CommandResult made = provider.apply(new BoardCommand.Create(
                    UUID.randomUUID(), TaskDraft.named("alone").build()));

            assertEquals(
                    List.of(),
                    provider.dependents(((CommandResult.OfTask) made).task().id()));
        }
    }

    @Test
    void without_the_configuration_its_refusal_says_what_to_configure() {
        try (BoardProvider provider = bench.ready(Map.of())) {
            BoardFailure refused = assertThrows(BoardFailure.Rejected.class, () -> provider.tasks(TaskFilter.all()));

            assertTrue(String.valueOf(refused.getMessage()).contains("dependencies"), refused::toString);
        }
        bench.github.violations.clear();
    }
}
