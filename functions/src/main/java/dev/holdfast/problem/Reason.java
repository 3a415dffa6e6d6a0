package dev.holdfast.problem;

import java.util.Arrays;

/**
 * Why a call is refused. The name is the stable {@code error} code on the wire; clients decide by it.
 *
 * <p>A passing fault is never a 4xx (429 excepted) and a lasting one never a 5xx, because clients retry by that.
 */
public enum Reason {
    MALFORMED_REQUEST(400, "The request cannot be read"),
    INVALID_JSON(400, "The body is not acceptable JSON"),
    INVALID_INPUT(400, "The input does not fit this operation"),
    INVALID_POINTER(400, "This is not a JSON Pointer"),
    INVALID_PATCH(400, "This is not a JSON Patch"),
    INVALID_CURSOR(400, "The cursor is not one that this list gave"),
    BASE_AHEAD(400, "The base is ahead of what is stored"),
    UNAUTHORIZED(401, "A valid token is needed"),
    NOT_YOUR_SESSION(403, "The session is another's"),
    INSUFFICIENT_SCOPE(403, "The token lacks a scope"),
    HOOK_UNVERIFIED(403, "The call is not known to come from the board"),
    UNKNOWN_ROUTE(404, "There is nothing at this address"),
    PROJECT_NOT_FOUND(404, "There is no such project"),
    STORE_NOT_FOUND(404, "There is no such store"),
    STORE_EXPIRED(404, "The store was deleted or has expired"),
    SESSION_NOT_FOUND(404, "There is no such session"),
    TRIGGER_NOT_FOUND(404, "There is no such trigger"),
    NOT_ON_BOARD(404, "The board has no such thing"),
    JOB_NOT_FOUND(404, "There is no such job"),
    CREDENTIALS_NOT_FOUND(404, "No credentials are kept for this provider"),
    NO_ACTIVE_PROJECT(404, "No project was switched to"),
    HOOK_NOT_FOUND(404, "There is no such hook"),
    DEAD_LETTER_NOT_FOUND(404, "There is no such dead letter"),
    METHOD_NOT_ALLOWED(405, "This address does not take that method"),
    VERSION_CONFLICT(409, "It has changed since"),
    SESSION_NOT_ACTIVE(409, "The session's state does not allow this"),
    STORE_EXISTS(409, "The store exists, or was created anew"),
    MERGE_CONFLICT(409, "Both sides changed the same places"),
    CLAIM_CONFLICT(409, "Others hold what was asked for"),
    CLAIM_LOST(409, "The claim is not held any more"),
    TASK_ASSIGNED(409, "Another agent holds the task"),
    ASSIGNMENT_LOST(409, "The agent does not hold the task"),
    PROJECT_AMBIGUOUS(409, "Several projects have this name"),
    OUTCOME_UNKNOWN(410, "The history needed is no longer kept"),
    HISTORY_GONE(410, "That part of the history is no longer kept"),
    PAYLOAD_TOO_LARGE(413, "The body is too large"),
    DOCUMENT_TOO_LARGE(413, "The resulting document is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "This media type is not taken here"),
    PATCH_FAILED(422, "The patch does not apply"),
    INVALID_SCHEMA(422, "This is not a JSON Schema"),
    SCHEMA_VIOLATION(422, "The document does not satisfy the store's schema"),
    SCHEMA_VERSION_NEWER(422, "The document is newer than the store's schema version"),
    MIGRATION_FAILED(422, "A migration step failed"),
    TOO_MANY_TRIGGERS(422, "There are as many triggers as there may be"),
    TOO_MANY_CLAIMS(422, "There are as many claims as there may be"),
    TOO_MANY_STORES(422, "The project has as many stores as it may"),
    BOARD_NOT_CONFIGURED(422, "The project has no board"),
    PROVIDER_MISSING(422, "This kind of board is not installed"),
    PROVIDER_CONFIG_INVALID(422, "The board's configuration is not complete"),
    PROVIDER_UNAUTHORIZED(422, "The board does not accept the credentials"),
    BOARD_REFUSED(422, "The board refuses this"),
    BOARD_UNSUPPORTED(422, "The board cannot do this"),
    PARENT_REQUIRED(422, "A submodule needs a parent"),
    PARENT_CYCLE(422, "A project cannot be its own ancestor"),
    PARENTS_TOO_DEEP(422, "The chain of parents is too long"),
    OPERATION_REUSED(422, "The key of another operation was used again"),
    URL_NOT_ALLOWED(422, "This service may not call that address"),
    SECRETS_NOT_CONFIGURED(422, "This service is not set up to keep secrets"),
    THROTTLED(429, "Too many calls at once"),
    INTERNAL(500, "Holdfast failed"),
    UNAVAILABLE(503, "The call could not be finished now");

    private final int status;
    private final String title;

    Reason(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** One constant sentence without a full stop (RFC 9457 section 3.1.3). */
    public String title() {
        return title;
    }

    /** As {@link #passing()}, of a code on the wire; false for any other text. */
    public static boolean passing(String code) {
        return Arrays.stream(values()).anyMatch(reason -> reason.name().equals(code) && reason.passing());
    }

    /** Whether the same call may succeed later without any change by the caller. */
    public boolean passing() {
        return this == THROTTLED || this == UNAVAILABLE;
    }
}
