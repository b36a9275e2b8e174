/** Logs on SQLite, and the limit of SQLite. */
@NullMarked
package dev.daybook.bench.sqlite;

import org.jspecify.annotations.NullMarked;
