package dev.holdfast.security;

import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Public keys in PEM (RFC 7468 section 13). */
final class PemKeys {
    private static final Pattern BLOCK = Pattern.compile("-----BEGIN PUBLIC KEY-----([^-]*)-----END PUBLIC KEY-----");
    private static final List<String> KINDS = List.of("RSA", "EC", "Ed25519");

    private PemKeys() {}

    /** The keys of all blocks; {@link IllegalArgumentException} if there is another block or no algorithm takes a key. */
    static List<VerificationKey> of(String pem, SignatureCheck signatures) {
        List<VerificationKey> keys = new ArrayList<>();
        Matcher block = BLOCK.matcher(pem);
        int end = 0;
        while (block.find()) {
            demandNoBlock(pem.substring(end, block.start()));
            end = block.end();
            keys.add(key(block.group(1), signatures));
        }
        demandNoBlock(pem.substring(end));
        return List.copyOf(keys);
    }

    private static void demandNoBlock(String between) {
        if (between.contains("-----")) {
            throw new IllegalArgumentException("keys: PEM must hold whole PUBLIC KEY blocks and no others");
        }
    }

    private static VerificationKey key(String base64, SignatureCheck signatures) {
        return KINDS.stream()
                .flatMap(kind -> publicKey(kind, base64).stream())
                .flatMap(key -> signatures.algorithmOf(key).map(it -> new VerificationKey(null, it, key)).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("keys: a PEM block is no public key of an allowed"
                        + " algorithm (RSA from 2048 bits, P-256, Ed25519)"));
    }

    private static Optional<PublicKey> publicKey(String kind, String base64) {
        try {
            var der = new X509EncodedKeySpec(Base64.getMimeDecoder().decode(base64));
            return Optional.of(KeyFactory.getInstance(kind).generatePublic(der));
        } catch (InvalidKeySpecException | IllegalArgumentException e) {
            return Optional.empty();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
