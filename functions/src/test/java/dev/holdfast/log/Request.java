package dev.holdfast.log;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.security.Operation;
import dev.holdfast.testkit.history.Kind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client wants of a log, sent again as it is when its outcome is not known.
 *
 * @param lifetime of a life it begins
 * @param base null for whatever stands at the head
 * @param strict whether anything but the base at the head is refused, as {@code If-Match} does
 * @param unless nothing is to be written when the log shows this already; null for always
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record Request(
        LogName log,
        Operation operation,
        Kind wanted,
        @Nullable Long base,
        boolean strict,
        @Nullable String unless,
        Lifetime lifetime,
        String token,
        byte[] noise) {

    Base logBase() {
        return base == null ? Base.head() : Base.at(base);
    }

    Proposal.Decision<Sheet> decide(View<Sheet> head) {
        if (strict && base != null && head.head() != base) {
            throw new Refusal(Reason.VERSION_CONFLICT, "Somebody was first.", Map.of("current_seq", head.head()));
        }
        if (unless != null && head.isOpen() && head.openState().shown().equals(unless)) {
            return new Proposal.Nothing<>();
        }
        byte[] payload = Sheet.payload(token, noise);
        Sheet opened = Sheet.opened(token, noise);
        return switch (wanted) {
            case OPEN -> Proposal.Append.open(lifetime, null, payload, opened);
            // Where nothing stands the log refuses a change whatever it would make.
            case CHANGE ->
                Proposal.Append.change(
                        null, payload, head.isOpen() ? head.openState().with(token) : opened);
            case CLOSE -> Proposal.Append.close(payload);
            case RESTART ->
                new Proposal.Restart<>(
                        Proposal.Append.close(payload), Proposal.Append.open(lifetime, null, payload, opened));
        };
    }
}
