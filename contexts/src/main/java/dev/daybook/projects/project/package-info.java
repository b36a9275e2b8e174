/** The project with its phases: state, rules, and how its events are found. */
@NullMarked
package dev.daybook.projects.project;

import org.jspecify.annotations.NullMarked;
