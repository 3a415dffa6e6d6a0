package dev.holdfast.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import org.jspecify.annotations.Nullable;

/** Refusals that say what is wrong and where; Jackson's own messages quote the content and are never passed on. */
final class InvalidJson {
    private InvalidJson() {}

    static Refusal at(JsonParser parser, String problem) {
        return refusal(problem, parser.currentTokenLocation());
    }

    static Refusal from(JsonProcessingException fault) {
        return refusal(
                switch (fault) {
                    case JsonEOFException _ -> "The text ends inside a value";
                    case StreamConstraintsException _ -> TreeReader.LIMITS;
                    default -> "The text is not JSON";
                },
                fault.getLocation());
    }

    private static Refusal refusal(String problem, @Nullable JsonLocation place) {
        String where = place == null || place.getLineNr() < 1
                ? ""
                : " at line " + place.getLineNr() + ", column " + place.getColumnNr();
        return new Refusal(Reason.INVALID_JSON, problem + where + ".");
    }
}
