package dev.holdfast.spi;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a back end sent because something changed on its board. Immutable.
 *
 * @param headers by name, which is taken in lower case
 * @param body byte for byte as it came, which is what signatures are over
 */
public record HookCall(Map<String, String> headers, Content body) {

    public HookCall {
        Map<String, String> lower = new HashMap<>();
        headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        headers = Map.copyOf(lower);
    }

    /** The value of a header, whatever its case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    @Override
    public String toString() {
        return "HookCall[" + body.size() + " bytes]";
    }
}
