package dev.holdfast.client;

/** A command whose options have been read. */
interface Executable {
    Report execute();
}
