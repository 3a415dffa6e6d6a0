package dev.holdfast.security;

/** Sealed bytes that do not open. Says nothing of what they hold. */
public final class BrokenSeal extends IllegalStateException {
    BrokenSeal(String why) {
        super(why);
    }
}
