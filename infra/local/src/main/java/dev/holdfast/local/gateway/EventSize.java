package dev.holdfast.local.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Lambda's limits on a synchronous invocation, which count the JSON that goes over the wire. */
final class EventSize {
    /** Bytes of an event. */
    static final int REQUEST_LIMIT = 6_291_456;

    /** Bytes of an answer. */
    static final int RESPONSE_LIMIT = 6_291_556;

    private static final ObjectMapper JSON = new ObjectMapper();

    private EventSize() {}

    /** Bytes of this event or answer as JSON in UTF-8. */
    static int of(Object payload) {
        try {
            return JSON.writeValueAsBytes(payload).length;
        } catch (JsonProcessingException unwritable) {
            throw new IllegalArgumentException("This is not a payload", unwritable);
        }
    }
}
