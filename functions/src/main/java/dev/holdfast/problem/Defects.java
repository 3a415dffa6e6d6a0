package dev.holdfast.problem;

import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Logs defects by their types and places only: messages of exceptions may quote state, tokens or keys. */
public final class Defects {
    private static final System.Logger LOG = System.getLogger("dev.holdfast");
    private static final int FRAMES = 12;
    private static final int CAUSES = 4;

    private Defects() {}

    /** What the caller is told of a defect: nothing of its inside. */
    public static Refusal refusal(String reference) {
        return new Refusal(
                Reason.INTERNAL,
                "This is a defect of Holdfast. Report it with the request id.",
                Map.of("request_id", reference));
    }

    /** @param reference what the caller was told, so that both can be brought together */
    public static void log(String reference, Throwable defect) {
        StringBuilder text = new StringBuilder(reference).append(" failed");
        Throwable cause = defect;
        for (int depth = 0; cause != null && depth < CAUSES; depth++, cause = cause.getCause()) {
            text.append("\n  ").append(cause.getClass().getName());
            text.append(Arrays.stream(cause.getStackTrace())
                    .limit(FRAMES)
                    .map(frame -> "\n    at " + frame)
                    .collect(Collectors.joining()));
        }
        LOG.log(Level.ERROR, text.toString());
    }
}
