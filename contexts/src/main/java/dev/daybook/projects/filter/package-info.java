/** Conditions on tasks that are kept under a name: the rules of saved filters. */
@NullMarked
package dev.daybook.projects.filter;

import org.jspecify.annotations.NullMarked;
