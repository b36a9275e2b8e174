/**
 * Power cuts. What a program does to its files is traced by a small library in C that is loaded
 * into it; a model of a disk takes the trace up to a moment and keeps what had been synced by then,
 * and of the rest what chance leaves. The model is told in the decision 0024.
 */
@NullMarked
package dev.daybook.faults.power;

import org.jspecify.annotations.NullMarked;
