package dev.holdfast.client.input;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.regex.Pattern;

/** UUIDs as texts of 8-4-4-4-12 hexadecimal digits; {@link java.util.UUID} takes shorter ones too. */
public final class Uuids {
    private static final Pattern FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private Uuids() {}

    /**
     * The UUID in lower case.
     *
     * @throws BadInput naming {@code what} when it is none
     */
    public static String require(String what, String text) {
        if (!FORM.matcher(text).matches()) {
            throw new BadInput(what + " must be a UUID: 8-4-4-4-12 hexadecimal digits");
        }
        return text.toLowerCase(Locale.ROOT);
    }

    static String require(String what, JsonNode node) {
        return require(what, node.isTextual() ? node.textValue() : "");
    }
}
