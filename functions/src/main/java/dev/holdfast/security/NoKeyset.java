package dev.holdfast.security;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;

/** Stands in where no keyset is configured: seals nothing, so that no secret is ever stored in the clear. */
public final class NoKeyset implements Sealing {
    /** @throws Refusal {@link Reason#SECRETS_NOT_CONFIGURED}, always */
    @Override
    public byte[] seal(String tenant, String context, byte[] plain) {
        throw new Refusal(
                Reason.SECRETS_NOT_CONFIGURED,
                "Leave the secrets out, or have the operator of this service set holdfast.keyset.");
    }

    @Override
    public byte[] open(String tenant, String context, byte[] sealed) {
        throw new BrokenSeal("no keyset is configured");
    }
}
