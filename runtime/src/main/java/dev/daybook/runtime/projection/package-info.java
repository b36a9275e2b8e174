/** Keeps the views: SQL tables folded from the log, each event exactly once. */
@NullMarked
package dev.daybook.runtime.projection;

import org.jspecify.annotations.NullMarked;
