package dev.holdfast.kit;

import dev.holdfast.spi.BoardProvider;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The checks of a kanban provider: extend it in a test and say how to make the provider. What needs a capability that
 * the provider does not declare, a second connection or a misbehaving back end is skipped where there is none, and the
 * report says so.
 */
@Timeout(120)
@ExtendWith(SkippedChecks.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
public abstract class ProviderKit
        implements AssignChecks,
                AttachmentChecks,
                BoardChecks,
                CommentChecks,
                ConcurrencyChecks,
                ConnectionChecks,
                CreateChecks,
                FaultChecks,
                FilterChecks,
                MetricsChecks,
                MoveChecks,
                NameChecks,
                PagingChecks,
                RepeatChecks,
                ReportChecks,
                TextChecks,
                UnknownChecks,
                UpdateChecks {

    private @Nullable Bench bench;

    /** A provider, not connected, on a board without tasks. Called once a check, before anything else. */
    public abstract BoardProvider provider();

    /** Another provider on the board of the last {@link #provider}, as another process would have; empty for none. */
    public Optional<BoardProvider> another() {
        return Optional.empty();
    }

    /** What makes the back end of the last {@link #provider} misbehave. */
    public Faults faults() {
        return Faults.none();
    }

    @BeforeEach
    final void connect() {
        bench = new Bench(provider(), this::another, this::faults);
    }

    @AfterEach
    final void disconnect() {
        if (bench != null) {
            bench.close();
        }
    }

    @Override
    public final Bench bench() {
        if (bench == null) {
            throw new IllegalStateException("Checks run between connect and disconnect");
        }
        return bench;
    }
}
