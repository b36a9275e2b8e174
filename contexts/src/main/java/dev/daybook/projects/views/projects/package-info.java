/** The read model of projects and their phases, and the queries on it. */
@NullMarked
package dev.daybook.projects.views.projects;

import org.jspecify.annotations.NullMarked;
