/** Saved filters as the queries show them, and the tasks they find. */
@NullMarked
package dev.daybook.projects.views.filters;

import org.jspecify.annotations.NullMarked;
