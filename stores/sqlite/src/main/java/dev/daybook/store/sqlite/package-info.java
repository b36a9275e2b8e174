/** The embedded default: an event log in one SQLite file, {@code sqlite:<file>}. */
@NullMarked
package dev.daybook.store.sqlite;

import org.jspecify.annotations.NullMarked;
