package dev.holdfast.security;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.json.StrictJson;
import dev.holdfast.problem.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** A token in compact serialization (RFC 7515 section 7.1), taken apart but not believed. */
final class CompactToken {
    static final int MAX_CHARS = 8 * 1024;

    private final byte[] header;
    private final byte[] claims;
    private final byte[] signed;
    private final byte[] signature;

    private CompactToken(byte[] header, byte[] claims, byte[] signed, byte[] signature) {
        this.header = header;
        this.claims = claims;
        this.signed = signed;
        this.signature = signature;
    }

    /**
     * Takes a token apart.
     *
     * @throws Refusal UNAUTHORIZED if it is too long or not three parts of unpadded, canonical base64url
     */
    static CompactToken of(String token) {
        if (token.length() > MAX_CHARS) {
            throw BadToken.because("The token is longer than 8 KB: get a smaller one.");
        }
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3 || Arrays.stream(parts).anyMatch(String::isEmpty)) {
            throw BadToken.because("Send a signed token: three base64url parts with dots between.");
        }
        byte[] signed = token.substring(0, token.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII);
        return new CompactToken(decode(parts[0]), decode(parts[1]), signed, decode(parts[2]));
    }

    ObjectNode header() {
        return object(header, "header");
    }

    ObjectNode claims() {
        return object(claims, "payload");
    }

    /** Whether the key's owner signed this token. */
    boolean isSignedWith(VerificationKey key, SignatureCheck signatures) {
        return signatures.isGood(signature, signed, key);
    }

    private static ObjectNode object(byte[] bytes, String part) {
        try {
            if (StrictJson.parse(bytes, MAX_CHARS) instanceof ObjectNode object) {
                return object;
            }
        } catch (Refusal refusal) {
            // Its place in the decoded part would help nobody who holds the encoded token.
            throw BadToken.because("The token's " + part + " is not acceptable JSON.");
        }
        throw BadToken.because("The token's " + part + " is not a JSON object.");
    }

    private static byte[] decode(String part) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(part);
            // The decoder also takes padding and stray bits: then one signature would have many texts.
            if (Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw BadToken.because("A part of the token is not base64url.");
        }
        throw BadToken.because("A part of the token is not canonical base64url without padding.");
    }
}
