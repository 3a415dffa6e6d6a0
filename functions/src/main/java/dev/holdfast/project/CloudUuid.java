package dev.holdfast.project;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * The id of a project, derived from tenant and local UUID as a UUID of version 8 (RFC 9562 section 5.8): registering
 * needs no look-up, and the id is the same for ever.
 *
 * <p>Its last 32 bits seal the others for the tenant. So a UUID in a request tells by itself whether it is a cloud UUID
 * of the caller's tenant or a local one, even before either project exists.
 */
public final class CloudUuid {
    private static final int SEALED = 12;

    private CloudUuid() {}

    /** @param local compared by value, so its letter case does not matter */
    public static UUID derive(String tenant, UUID local) {
        byte[] id = sha256("project", tenant, bytes(local));
        id[6] = (byte) ((id[6] & 0x0f) | 0x80);
        id[8] = (byte) ((id[8] & 0x3f) | 0x80);
        ByteBuffer sealed = ByteBuffer.allocate(16).put(id, 0, SEALED).put(seal(tenant, id), 0, 4);
        return new UUID(sealed.getLong(0), sealed.getLong(8));
    }

    /** Whether {@code id} was derived for this tenant. A chance hit on a foreign UUID is one in four thousand million. */
    public static boolean isOf(String tenant, UUID id) {
        byte[] bytes = bytes(id);
        return id.version() == 8 && java.util.Arrays.equals(bytes, SEALED, 16, seal(tenant, bytes), 0, 4);
    }

    /** The cloud UUID meant by {@code either} a cloud or a local UUID. */
    public static UUID of(String tenant, UUID either) {
        return isOf(tenant, either) ? either : derive(tenant, either);
    }

    private static byte[] seal(String tenant, byte[] id) {
        return sha256("seal", tenant, java.util.Arrays.copyOf(id, SEALED));
    }

    private static byte[] sha256(String purpose, String tenant, byte[] content) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(("holdfast " + purpose + " " + tenant + "\n").getBytes(StandardCharsets.UTF_8));
            return sha.digest(content);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
