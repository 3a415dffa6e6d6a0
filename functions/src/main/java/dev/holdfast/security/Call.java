package dev.holdfast.security;

import dev.holdfast.table.Budget;
import java.util.Set;

/** One authenticated call: who makes it, which operation it is, and what it may use. */
public record Call(Caller caller, Operation operation, Budget budget) {
    /** A call that nobody made: Holdfast itself does what is due. */
    public static Call ofHoldfast(String tenant, Budget budget) {
        return new Call(new Caller(tenant, "holdfast", Set.of()), Operation.unkeyed(), budget);
    }

    public String tenant() {
        return caller.tenant();
    }

    public Call with(Operation part) {
        return new Call(caller, part, budget);
    }
}
