/**
 * The event log: its words, its one append primitive and its contract (P1 to P6 stand in {@link
 * dev.daybook.kernel.log.Position}).
 */
@NullMarked
package dev.daybook.kernel.log;

import org.jspecify.annotations.NullMarked;
