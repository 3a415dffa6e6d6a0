package dev.holdfast.lambda;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.holdfast.json.StrictJson;
import dev.holdfast.problem.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * The event of a direct invocation, read strictly, or why it could not be: an unreadable event is answered, not thrown.
 * Exactly one of the two is null.
 */
@JsonDeserialize(using = DirectEvent.Reader.class)
public record DirectEvent(
        @Nullable JsonNode envelope, @Nullable Refusal refusal) {
    static DirectEvent parse(byte[] event) {
        try {
            return new DirectEvent(StrictJson.parse(event), null);
        } catch (Refusal refusal) {
            return new DirectEvent(null, refusal);
        }
    }

    JsonNode readable() {
        if (refusal != null) {
            throw refusal;
        }
        return java.util.Objects.requireNonNull(envelope);
    }

    /** Reads with our own limits inside of Funqy's reading. */
    static final class Reader extends JsonDeserializer<DirectEvent> {
        @Override
        public DirectEvent getNullValue(DeserializationContext context) {
            return new DirectEvent(NullNode.instance, null);
        }

        @Override
        public DirectEvent deserialize(JsonParser parser, DeserializationContext context) {
            try {
                return new DirectEvent(StrictJson.read(parser), null);
            } catch (Refusal refusal) {
                return new DirectEvent(null, refusal);
            }
        }
    }
}
