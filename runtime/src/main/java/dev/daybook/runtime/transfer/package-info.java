/**
 * Whole logs on their way out and in: the archive of lines (ADR 0021), written and read in bounded
 * memory, and the restore of an archive or a backup into an empty log.
 */
@NullMarked
package dev.daybook.runtime.transfer;

import org.jspecify.annotations.NullMarked;
