package dev.holdfast.security;

import dev.holdfast.table.Budget;

/** One authenticated call: who makes it, which operation it is, and what it may use. */
public record Call(Caller caller, Operation operation, Budget budget) {
    public String tenant() {
        return caller.tenant();
    }

    public Call with(Operation part) {
        return new Call(caller, part, budget);
    }
}
