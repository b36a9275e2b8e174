/** The task: its state, its rules, its table of moves. */
@NullMarked
package dev.daybook.projects.task;

import org.jspecify.annotations.NullMarked;
