package dev.daybook.faults.history;

import org.jspecify.annotations.Nullable;

/** An event as a reader was given it. */
public record Seen(long position, String stream, long version, String id, @Nullable String hash) {}
