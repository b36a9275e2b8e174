/**
 * The words of Daybook: how facts are decided and how a fault is told. Uses the Java base and
 * JSpecify only.
 */
@NullMarked
package dev.daybook.kernel;

import org.jspecify.annotations.NullMarked;
