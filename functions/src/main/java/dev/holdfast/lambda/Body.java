package dev.holdfast.lambda;

import java.util.List;

/** What a route takes as a body. */
enum Body {
    NONE(List.of(), false),
    JSON(List.of(Body.APPLICATION_JSON, Body.MERGE_PATCH), false),
    /** JSON with a file inside, in base64, which compressing makes no smaller. */
    FILE(List.of(Body.APPLICATION_JSON), false),
    /** JSON with a document inside. */
    DOCUMENT(List.of(Body.APPLICATION_JSON), true),
    /** Newline-delimited JSON; it reaches the route as an array. */
    LINES(List.of(Body.NDJSON), true),
    /** JSON that is taken byte for byte, since a signature is over it; it reaches the route as a binary node. */
    RAW(List.of(Body.APPLICATION_JSON), false),
    /** A patch: its media type says of which kind. */
    PATCH(List.of(Body.JSON_PATCH, Body.MERGE_PATCH, Body.APPLICATION_JSON), true);

    static final String NDJSON = "application/x-ndjson";
    static final String APPLICATION_JSON = "application/json";
    /** RFC 6902 section 6. */
    static final String JSON_PATCH = "application/json-patch+json";
    /** RFC 7396 section 4. */
    static final String MERGE_PATCH = "application/merge-patch+json";

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> mediaTypes;

    private final boolean envelope;

    Body(List<String> mediaTypes, boolean envelope) {
        this.mediaTypes = mediaTypes;
        this.envelope = envelope;
    }

    /** The first is taken where none is declared. */
    List<String> mediaTypes() {
        return mediaTypes;
    }

    /** Of a body as it is sent, compressed or not. */
    int mostBytes() {
        return this == FILE ? RequestBody.MOST_INFLATED_BYTES : RequestBody.MOST_BYTES;
    }

    /** Whether a document in it may be nested as deep as documents may. */
    boolean hasDocument() {
        return envelope;
    }
}
