package dev.holdfast.security;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Seals with AES-256-GCM (NIST SP 800-38D) under a key of its own for each tenant and context, expanded from the
 * keyset's (HKDF-Expand with SHA-256, RFC 5869 section 2.3; its keys are uniformly random, so section 3.3 lets extract
 * be left out). Random nonces allow 2<sup>32</sup> messages per key (SP 800-38D section 8.3); as a context is one slot
 * of a log or one field, that is messages for one slot, and two sandboxes restored from one snapshot that draw the same
 * nonce harm each other only where they seal the same slot.
 *
 * <p>Sealed bytes: format (1 byte, {@value #FORMAT}), key id (2), nonce (12), ciphertext, tag (16):
 * {@value #OVERHEAD_BYTES} more than the plain ones. Thread-safe; no state is shared but the random source.
 */
public final class KeysetSealing implements Sealing {
    static final int OVERHEAD_BYTES = 31;
    private static final byte FORMAT = 1;
    private static final int HEADER_BYTES = 3;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final int KEY_BYTES = 32;

    private final Keyset keyset;
    private final SecureRandom random = new SecureRandom();

    public KeysetSealing(Keyset keyset) {
        this.keyset = keyset;
    }

    @Override
    public byte[] seal(String tenant, String context, byte[] plain) {
        int id = keyset.primary();
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = ByteBuffer.allocate(OVERHEAD_BYTES + plain.length)
                .put(FORMAT)
                .putShort((short) id)
                .put(nonce)
                .array();
        try {
            cipher(Cipher.ENCRYPT_MODE, key(id), sealed, tenant, context)
                    .doFinal(plain, 0, plain.length, sealed, HEADER_BYTES + NONCE_BYTES);
            return sealed;
        } catch (GeneralSecurityException impossible) {
            throw unsupported(impossible);
        }
    }

    @Override
    public byte[] open(String tenant, String context, byte[] sealed) {
        if (sealed.length < OVERHEAD_BYTES || sealed[0] != FORMAT) {
            throw new BrokenSeal("the bytes are not sealed in a format known here");
        }
        SecretKey key = key(Short.toUnsignedInt(ByteBuffer.wrap(sealed).getShort(1)));
        try {
            return cipher(Cipher.DECRYPT_MODE, key, sealed, tenant, context)
                    .doFinal(sealed, HEADER_BYTES + NONCE_BYTES, sealed.length - HEADER_BYTES - NONCE_BYTES);
        } catch (AEADBadTagException changed) {
            throw new BrokenSeal("the sealed bytes were changed, or are of another tenant, context or key");
        } catch (GeneralSecurityException impossible) {
            throw unsupported(impossible);
        }
    }

    private SecretKey key(int id) {
        return keyset.key(id).orElseThrow(() -> new BrokenSeal("the keyset has no key " + id));
    }

    /** @param sealed its header and nonce are read */
    private static Cipher cipher(int mode, SecretKey key, byte[] sealed, String tenant, String context)
            throws GeneralSecurityException {
        byte[] binding = binding(sealed, tenant, context);
        SecretKey own =
                KDF.getInstance("HKDF-SHA256").deriveKey("AES", HKDFParameterSpec.expandOnly(key, binding, KEY_BYTES));
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, own, new GCMParameterSpec(8 * TAG_BYTES, sealed, HEADER_BYTES, NONCE_BYTES));
        cipher.updateAAD(binding);
        return cipher;
    }

    /** Header, tenant and context, where no two of them make the same bytes. */
    private static byte[] binding(byte[] sealed, String tenant, String context) {
        byte[] owner = tenant.getBytes(StandardCharsets.UTF_8);
        byte[] place = context.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(HEADER_BYTES + Integer.BYTES + owner.length + place.length)
                .put(sealed, 0, HEADER_BYTES)
                .putInt(owner.length)
                .put(owner)
                .put(place)
                .array();
    }

    private static IllegalStateException unsupported(GeneralSecurityException impossible) {
        return new IllegalStateException("every JDK from 25 on has HKDF and AES-GCM", impossible);
    }
}
