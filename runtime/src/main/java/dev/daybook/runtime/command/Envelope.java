package dev.daybook.runtime.command;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.log.AppendId;
import org.jspecify.annotations.Nullable;

/**
 * What comes with a command: who gave it, through which door, and the id that makes it idempotent.
 *
 * @param id the command id = append id: the same id twice gives the first answer and never a second
 *     effect
 * @param actor always the one of the token, whatever a body says
 * @param correlation what belongs together; the command id where the caller gives none
 * @param causation what caused it; null for the start of a chain
 * @param source the door or process
 */
public record Envelope(
    AppendId id, Actor actor, String correlation, @Nullable String causation, String source) {}
