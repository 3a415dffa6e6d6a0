package dev.holdfast.planka;

import dev.holdfast.spi.Deadline;
import dev.holdfast.spi.HttpAnswer;
import dev.holdfast.spi.HttpCall;
import java.util.Optional;
import java.util.function.BiFunction;

/** A server and the account on it. Thread-safe. */
record Server(Exchange exchange, Access access) {

    private static final int UNAUTHORIZED = 401;

    /** The calls of one call on the board. */
    Api api() {
        return new Api(this, Deadline.after(HttpCall.LONGEST));
    }

    /** The answer to the account's call. A call that is answered with 401 did nothing, so it may be made again. */
    HttpAnswer send(HttpCall call, BiFunction<Proof, HttpCall, HttpCall> signed, Deadline deadline) {
        Proof proof = access.proof(deadline);
        HttpAnswer answer = exchange.send(signed.apply(proof, call), deadline);
        if (answer.status() != UNAUTHORIZED) {
            return answer;
        }
        Optional<Proof> other = access.instead(proof, deadline);
        return other.isEmpty() ? answer : exchange.send(signed.apply(other.get(), call), deadline);
    }
}
