/** The verbs of Daybook: the engine that carries commands to the log and the log to views. */
@NullMarked
package dev.daybook.runtime;

import org.jspecify.annotations.NullMarked;
