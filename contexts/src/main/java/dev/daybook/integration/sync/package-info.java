/**
 * What was imported from where: one stream a project, kept so that an import can be repeated and
 * taken out again.
 */
@NullMarked
package dev.daybook.integration.sync;

import org.jspecify.annotations.NullMarked;
