/** What others may touch of the projects context: ids, commands, events, queries, answers. */
@NullMarked
package dev.daybook.projects.api;

import org.jspecify.annotations.NullMarked;
