package dev.daybook.doors.cli;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What the options say that every command takes.
 *
 * @param data the data directory
 * @param store the URL of the log; empty: the default inside the data directory
 * @param port of the server; empty: the default
 * @param json whether to answer programs rather than people
 */
public record Settings(Path data, Optional<String> store, Optional<Integer> port, boolean json) {}
