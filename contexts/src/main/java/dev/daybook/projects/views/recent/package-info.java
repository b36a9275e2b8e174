/** The newest events of a project, each told in one line. */
@NullMarked
package dev.daybook.projects.views.recent;

import org.jspecify.annotations.NullMarked;
