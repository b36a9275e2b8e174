package dev.daybook.faults.history;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event as it was handed in. */
public record Planned(
    String id, String stream, @Nullable String type, @Nullable List<String> tags) {}
