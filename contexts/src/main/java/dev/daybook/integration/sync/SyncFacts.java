package dev.daybook.integration.sync;

/** A note needs to know nothing beyond what was noted before. */
public record SyncFacts() {}
