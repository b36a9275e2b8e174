/** Projects, phases, tasks and saved filters: their contents page. */
@NullMarked
package dev.daybook.projects;

import org.jspecify.annotations.NullMarked;
