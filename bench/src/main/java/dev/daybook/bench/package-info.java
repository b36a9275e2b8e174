/**
 * Load drivers that measure Daybook beside the simplest code that writes or reads the same bytes.
 */
@NullMarked
package dev.daybook.bench;

import org.jspecify.annotations.NullMarked;
