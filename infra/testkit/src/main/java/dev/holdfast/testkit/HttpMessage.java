package dev.holdfast.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP/1.1 request or response (RFC 9112) held in memory, with the exact bytes it arrived as.
 *
 * @param startLine the request line or status line
 * @param headers values by lower-case name; of a repeated header, the values joined by commas
 * @param body the content, without its transfer coding
 * @param wire the whole message as it arrived
 * @param endedByClose whether only the end of the connection told the end of the body
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record HttpMessage(String startLine, Map<String, String> headers, byte[] body, byte[] wire, boolean endedByClose) {
    Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(headers.get(lowerCaseName));
    }

    /** Whether the connection can carry no message after this one (RFC 9112 section 9.3). */
    boolean last() {
        return endedByClose
                || startLine.contains("HTTP/1.0")
                || header("connection").orElse("").toLowerCase(Locale.ROOT).contains("close");
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(wire);
        out.flush();
    }
}
