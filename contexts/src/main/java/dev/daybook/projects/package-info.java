/** Projects, phases and tasks: their contents page. */
@NullMarked
package dev.daybook.projects;

import org.jspecify.annotations.NullMarked;
