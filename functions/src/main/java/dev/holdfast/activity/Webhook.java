package dev.holdfast.activity;

import java.util.regex.Pattern;

/**
 * A message to a receiver that a user named. Its text shows neither URL nor secret nor body.
 *
 * @param id the same in every attempt, so that the receiver can tell a repetition: at most 128 letters, digits,
 *     {@code _} and {@code -}
 * @param body JSON in UTF-8
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Webhook(String id, String url, WebhookSecret secret, byte[] body) {
    /** No full stop: it separates what is signed. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");

    /** Refuses an id of another form with {@link IllegalArgumentException}. */
    public Webhook {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("id");
        }
    }

    @Override
    public String toString() {
        return "Webhook[" + id + "]";
    }
}
