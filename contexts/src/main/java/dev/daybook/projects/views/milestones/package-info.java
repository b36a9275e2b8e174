/** Which milestones come next. */
@NullMarked
package dev.daybook.projects.views.milestones;

import org.jspecify.annotations.NullMarked;
