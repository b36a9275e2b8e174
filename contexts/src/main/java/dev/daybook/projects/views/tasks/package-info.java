/**
 * Tasks as the queries show them: lists, search, what is ready, what is blocked, what comes next.
 */
@NullMarked
package dev.daybook.projects.views.tasks;

import org.jspecify.annotations.NullMarked;
