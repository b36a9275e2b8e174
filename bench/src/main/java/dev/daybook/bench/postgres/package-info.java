/** Logs on PostgreSQL, and the limit of PostgreSQL. */
@NullMarked
package dev.daybook.bench.postgres;

import org.jspecify.annotations.NullMarked;
