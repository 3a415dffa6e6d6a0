package dev.holdfast.planka;

import dev.holdfast.spi.Status;
import java.util.Map;
import java.util.Optional;

/**
 * What lists mean.
 *
 * @param configured statuses by name of their list, as {@link Texts#plain} makes it
 */
record StatusNames(Map<String, Status> configured) {

    StatusNames {
        configured = Map.copyOf(configured);
    }

    /** What the configuration, the type or the name of a list tells of its status. */
    Optional<Status> told(BoardList list) {
        Optional<Status> said = Optional.ofNullable(configured.get(Texts.plain(list.name())));
        return said.isPresent() ? said : list.isClosed() ? Optional.of(Status.DONE) : Status.of(list.name());
    }

    /** Tasks in a list that nothing is told of are neither for the taking nor done. */
    Status of(BoardList list) {
        return told(list).orElse(Status.IN_PROGRESS);
    }
}
