/** What others may know of the integrations: their events. */
@NullMarked
package dev.daybook.integration.api;

import org.jspecify.annotations.NullMarked;
