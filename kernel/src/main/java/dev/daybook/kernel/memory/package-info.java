/**
 * The in-memory log: the textbook of the contract, and the oracle every other back end is compared
 * with.
 */
@NullMarked
package dev.daybook.kernel.memory;

import org.jspecify.annotations.NullMarked;
