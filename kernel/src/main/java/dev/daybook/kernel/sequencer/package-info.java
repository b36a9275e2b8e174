/**
 * Group commit for durable stores: one sequencer a log, standing once for all of them. A back end
 * gives {@link dev.daybook.kernel.sequencer.DurableLog}; {@link
 * dev.daybook.kernel.sequencer.SequencedLog} makes an event log of it.
 */
@NullMarked
package dev.daybook.kernel.sequencer;

import org.jspecify.annotations.NullMarked;
