package dev.holdfast.planka;

import dev.holdfast.kit.Fault;
import dev.holdfast.kit.Faults;
import dev.holdfast.kit.ProviderKit;
import dev.holdfast.spi.BoardProvider;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

class PlankaProviderTest extends ProviderKit {

    private final Bed bed = new Bed();

    @Override
    public BoardProvider provider() {
        return bed.byKey();
    }

    @Override
    public Optional<BoardProvider> another() {
        return Optional.of(provider());
    }

    @Override
    public Faults faults() {
        return fault -> bed.standIn().faults.inject(fault).map(injected -> () -> {
            injected.close();
            if (fault == Fault.RATE_LIMIT) {
                bed.clock().advance(Fault.RETRY_AFTER);
            }
        });
    }

    @AfterEach
    void every_call_was_one_that_the_server_knows() {
        bed.close();
    }
}
