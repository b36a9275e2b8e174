/** Real PostgreSQL servers for tests and benches, from binaries that are part of this module. */
@NullMarked
package dev.daybook.testkit.postgres;

import org.jspecify.annotations.NullMarked;
