package dev.holdfast.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.PrivateKey;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.keys.EcKeyUtil;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** The key pair that signs local tokens (ES256): a JWK (RFC 7517) that only its owner can read, its public PEM beside. */
record SigningKey(EllipticCurveJsonWebKey jwk) {
    private static final String PRIVATE_FILE = "signing-key.jwk";
    private static final String PUBLIC_FILE = "signing-key.pub.pem";

    /**
     * The key of this data directory, made if there is none. Of several makers at once one wins, and all get its key.
     *
     * @throws StartFailure if the file can be read by others, is damaged or cannot be written
     */
    static SigningKey in(DataDirectory data) {
        Path file = data.path().resolve(PRIVATE_FILE);
        try {
            SigningKey key = of(OwnerFile.readOrMake(file, "signing key", SigningKey::generate), file);
            key.publish(data.path().resolve(PUBLIC_FILE));
            return key;
        } catch (IOException failure) {
            throw DataDirectory.unwritable(data.path(), failure);
        }
    }

    String id() {
        return jwk.getKeyId();
    }

    PrivateKey privateKey() {
        return jwk.getPrivateKey();
    }

    /** The public key as PEM (SubjectPublicKeyInfo). */
    String publicPem() {
        return EcKeyUtil.pemEncode(jwk.getPublicKey());
    }

    private static String generate() {
        try {
            EllipticCurveJsonWebKey jwk = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            jwk.setKeyId(jwk.calculateBase64urlEncodedThumbprint("SHA-256"));
            return jwk.toJson(OutputControlLevel.INCLUDE_PRIVATE);
        } catch (JoseException impossible) {
            throw new IllegalStateException("No P-256 key could be made", impossible);
        }
    }

    private static SigningKey of(String text, Path file) {
        try {
            PublicJsonWebKey jwk = PublicJsonWebKey.Factory.newPublicJwk(text);
            if (jwk instanceof EllipticCurveJsonWebKey ec && ec.getPrivateKey() != null && ec.getKeyId() != null) {
                return new SigningKey(ec);
            }
        } catch (JoseException damaged) {
            // Answered below, like a key of another kind.
        }
        throw new StartFailure("The signing key is damaged: delete '" + file + "' to have a new one made");
    }

    private void publish(Path file) throws IOException {
        String pem = publicPem();
        if (!Files.exists(file) || !Files.readString(file).equals(pem)) {
            Files.move(
                    OwnerFile.writeBeside(file, pem),
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
