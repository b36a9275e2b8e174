/** How a subject remembers what it may take back. */
@NullMarked
package dev.daybook.projects.undo;

import org.jspecify.annotations.NullMarked;
