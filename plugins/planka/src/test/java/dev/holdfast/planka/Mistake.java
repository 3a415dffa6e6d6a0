package dev.holdfast.planka;

/** A call that the provider should not have made: no test that sees one passes. */
final class Mistake extends RuntimeException {

    Mistake(String what) {
        super(what);
    }
}
