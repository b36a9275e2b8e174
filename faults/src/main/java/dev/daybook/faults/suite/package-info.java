/**
 * The faults themselves: each breaks something under a log in rounds, and has every round judged.
 */
@NullMarked
package dev.daybook.faults.suite;

import org.jspecify.annotations.NullMarked;
