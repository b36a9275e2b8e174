/** Judges a history: which promises of the log it shows to be broken, if any. */
@NullMarked
package dev.daybook.faults.check;

import org.jspecify.annotations.NullMarked;
