/** The work that is done on a log while something is broken under it, written down as a history. */
@NullMarked
package dev.daybook.faults.load;

import org.jspecify.annotations.NullMarked;
