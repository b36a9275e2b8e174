/**
 * Payloads of old events in files of their own: the file format, and what every store that can be
 * archived shares.
 */
@NullMarked
package dev.daybook.kernel.archive;

import org.jspecify.annotations.NullMarked;
