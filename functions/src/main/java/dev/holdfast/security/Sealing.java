package dev.holdfast.security;

/** Seals bytes so that they open only for the tenant and the context they were sealed for. Thread-safe. */
public interface Sealing {
    /** @param context what the bytes are and where they stand; not secret, not stored */
    byte[] seal(String tenant, String context, byte[] plain);

    /** @throws BrokenSeal when {@code sealed} was changed, is of another tenant or context, or its key is missing */
    byte[] open(String tenant, String context, byte[] sealed);
}
