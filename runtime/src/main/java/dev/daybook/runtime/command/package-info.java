/** The command bus: authorise, validate, idempotency, load, decide, append, receipt. */
@NullMarked
package dev.daybook.runtime.command;

import org.jspecify.annotations.NullMarked;
