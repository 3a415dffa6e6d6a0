package dev.holdfast.spi;

/**
 * The host's way out to back ends: HTTP/1.1 to addresses that the host's operator allows, checked as they are dialled,
 * without redirects, cookies and repetitions. Thread-safe.
 */
@FunctionalInterface
public interface HttpPort {

    /**
     * The answer, whatever its status.
     *
     * @throws BoardFailure.Rejected when the address may not be called; nothing was sent
     * @throws BoardFailure.Unavailable when no whole answer came within the call's limits; the call may have arrived
     */
    HttpAnswer send(HttpCall call);
}
