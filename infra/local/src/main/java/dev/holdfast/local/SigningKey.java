package dev.holdfast.local;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PrivateKey;
import java.util.Set;
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
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    /**
     * The key of this data directory, made if there is none. Of several makers at once one wins, and all get its key.
     *
     * @throws StartFailure if the file can be read by others, is damaged or cannot be written
     */
    static SigningKey in(DataDirectory data) {
        Path file = data.path().resolve(PRIVATE_FILE);
        try {
            if (!Files.exists(file)) {
                make(file);
            }
            SigningKey key = load(file);
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

    private static void make(Path file) throws IOException {
        Path complete = writeBeside(file, generate(), PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try {
            // A link, as it is made whole or fails if there is one already; a move would replace another maker's key.
            Files.createLink(file, complete);
        } catch (FileAlreadyExistsException madeByAnother) {
            // Its key is the one to use.
        } finally {
            Files.delete(complete);
        }
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

    private static SigningKey load(Path file) throws IOException {
        if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
            throw new StartFailure("Others can read the signing key: run chmod 600 '" + file + "' or delete it");
        }
        try {
            PublicJsonWebKey jwk = PublicJsonWebKey.Factory.newPublicJwk(Files.readString(file));
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
                    writeBeside(file, pem), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static Path writeBeside(Path file, String text, FileAttribute<?>... attributes) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        return Files.writeString(Files.createTempFile(directory, ".new-", null, attributes), text);
    }
}
