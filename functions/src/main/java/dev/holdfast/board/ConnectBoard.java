package dev.holdfast.board;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.problem.Refusal;
import dev.holdfast.project.Project;
import dev.holdfast.project.Resolve;
import dev.holdfast.security.Call;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.InvalidConfig;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tries a project's board and tells what was found, or at which step it failed and what to do. Thread-safe. */
public final class ConnectBoard {
    private final Resolve projects;
    private final Bindings bindings;

    ConnectBoard(Resolve projects, Bindings bindings) {
        this.projects = projects;
        this.bindings = bindings;
    }

    /**
     * @param setUp whether to create what the board lacks, where its back end lets us
     * @throws Refusal PROJECT_NOT_FOUND
     */
    public Connected apply(Call call, UUID projectId, boolean setUp) {
        return apply(call, projects.byCloudUuid(call, projectId), setUp);
    }

    /** As of a project that was read. */
    public Connected apply(Call call, Project project, boolean setUp) {
        @Nullable String provider = null;
        Binding binding;
        try {
            provider = bindings.provider(project);
            binding = bindings.bind(call.budget(), project);
        } catch (Refusal refusal) {
            if (refusal.reason().passing()) {
                throw refusal;
            }
            return new Connected.Failed(provider, "configuration", refusal);
        }
        try {
            boolean _ = binding.ask(call.budget(), _ -> true);
        } catch (InvalidConfig invalid) {
            return new Connected.Failed(provider, "configuration", Refusals.of(invalid));
        } catch (BoardFailure failure) {
            return new Connected.Failed(provider, "connect", Refusals.of(failure));
        }
        try {
            return new Connected.Found(provider, binding.ask(call.budget(), it -> found(it, setUp)));
        } catch (BoardFailure failure) {
            return new Connected.Failed(provider, setUp ? "set_up" : "board", Refusals.of(failure));
        }
    }

    private static ObjectNode found(BoardProvider provider, boolean setUp) {
        return BoardJson.capabilities(
                BoardJson.check(setUp ? provider.setUp() : provider.board(), provider.check()), provider);
    }
}
