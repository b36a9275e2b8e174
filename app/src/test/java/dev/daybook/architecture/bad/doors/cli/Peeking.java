package dev.daybook.architecture.bad.doors.cli;

import dev.daybook.architecture.bad.doors.dashboard.Page;

/** A door that uses another one. */
final class Peeking {
  Page page;
}
