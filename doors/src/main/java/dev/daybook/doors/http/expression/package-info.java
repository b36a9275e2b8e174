/**
 * The filter language over events: {@code type ~ 'task' and (data.priority == 'high' or not actor
 * == 'person:bob')}.
 */
@NullMarked
package dev.daybook.doors.http.expression;

import org.jspecify.annotations.NullMarked;
