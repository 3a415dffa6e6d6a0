package dev.holdfast.security;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How a call that this service made ended. */
public sealed interface OutboundResult {
    /**
     * Whatever the status, redirects included: none is followed.
     *
     * @param headers values by name in lower case, in their order
     * @param body as it was sent: not decompressed
     * @param truncated whether the body was longer than asked for
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Answered(int status, Map<String, List<String>> headers, byte[] body, boolean truncated)
            implements OutboundResult {
        /** The first value of a header. */
        public Optional<String> header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                    .findFirst();
        }

        @Override
        public String toString() {
            return "Answered[" + status + "]";
        }
    }

    /**
     * There is no whole answer. Unless it was not allowed, the request may have arrived nevertheless.
     *
     * @param detail for people: a sentence that holds nothing of the URL
     */
    record Failed(OutboundFailure failure, String detail) implements OutboundResult {
        Failed(OutboundFailure failure) {
            this(failure, failure.detail());
        }
    }
}
