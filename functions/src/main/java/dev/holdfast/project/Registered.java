package dev.holdfast.project;

/** A project as one registration left it, and what that registration did. */
public record Registered(Project project, Outcome outcome) {}
