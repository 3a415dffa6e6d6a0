package dev.holdfast.security;

import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Public keys in PEM (RFC 7468 section 13). */
final class PemKeys {
    private static final Pattern BLOCK = Pattern.compile("-----BEGIN PUBLIC KEY-----([^-]*)-----END PUBLIC KEY-----");
    private static final List<String> KINDS = List.of("RSA", "EC", "Ed25519");

    private PemKeys() {}

    /** The keys that an allowed algorithm takes; {@link IllegalArgumentException} if a block is no public key. */
    static List<VerificationKey> of(String pem, SignatureCheck signatures) {
        List<VerificationKey> keys = new ArrayList<>();
        Matcher block = BLOCK.matcher(pem);
        int end = 0;
        while (block.find()) {
            demandNoBlock(pem.substring(end, block.start()));
            end = block.end();
            PublicKey key = key(block.group(1));
            signatures.algorithmOf(key).ifPresent(it -> keys.add(new VerificationKey(null, it, key)));
        }
        demandNoBlock(pem.substring(end));
        return List.copyOf(keys);
    }

    private static void demandNoBlock(String between) {
        if (between.contains("-----")) {
            throw new IllegalArgumentException("keys: PEM must hold whole PUBLIC KEY blocks and no others");
        }
    }

    private static PublicKey key(String base64) {
        for (String kind : KINDS) {
            try {
                byte[] der = Base64.getMimeDecoder().decode(base64);
                return KeyFactory.getInstance(kind).generatePublic(new X509EncodedKeySpec(der));
            } catch (InvalidKeySpecException | IllegalArgumentException anotherKind) {
                // tried as the next kind
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new IllegalArgumentException("keys: a PEM block is neither an RSA nor an EC nor an Ed25519 public key");
    }
}
