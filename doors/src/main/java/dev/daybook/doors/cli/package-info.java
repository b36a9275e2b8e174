/**
 * The command line: subcommands derived from the catalogue, tables for people, JSON for programs,
 * fixed exit codes.
 */
@NullMarked
package dev.daybook.doors.cli;

import org.jspecify.annotations.NullMarked;
