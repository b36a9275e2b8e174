/**
 * The shared event log: tables of PostgreSQL, written by one statement a group, on any number of
 * nodes.
 */
@NullMarked
package dev.daybook.store.postgres;

import org.jspecify.annotations.NullMarked;
