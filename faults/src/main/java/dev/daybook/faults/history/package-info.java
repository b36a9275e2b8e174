/**
 * What happened to a log, written down line by line: the format that {@code daybook-faults check}
 * reads. Any program may write it, in any language.
 *
 * <p>A history is a text file in UTF-8 with one JSON object a line; a last line without its end is
 * passed over, because a program that is killed leaves one. Every line has {@code what}; unknown
 * fields are passed over. The kinds of lines are the records of {@link
 * dev.daybook.faults.history.Entry}, their fields those records' components:
 *
 * <pre>
 * {"what":"opened","time":1,"node":"a","log":"…","epoch":3,"head":0}
 * {"what":"called","time":2,"node":"a","client":"w1","append":"A1",
 *   "events":[{"id":"E1","stream":"task-7","type":"task.created","tags":["project:HOME"]}],
 *   "conditions":[{"kind":"stream","stream":"task-7","expected":"none"},
 *                 {"kind":"nothing","matching":{"tags":["ref:HOME-7"]},"since":0}]}
 * {"what":"returned","time":3,"node":"a","client":"w1","append":"A1","outcome":"appended",
 *   "first":1,"last":1,"versions":{"task-7":1}}
 * {"what":"subscribed","time":4,"node":"a","reader":"r1","matching":{},"after":0}
 * {"what":"delivered","time":6,"node":"a","reader":"r1","began":5,"events":[{"position":1,…}],
 *   "through":1,"end":true}
 * {"what":"checkpoint","time":7,"node":"a","reader":"r1","position":1}
 * {"what":"durable","time":3,"node":"a","through":1}
 * {"what":"crashed","time":8,"node":"a","how":"kill"}
 * {"what":"event","position":1,"stream":"task-7","version":1,"id":"E1","type":"task.created",
 *   "append":"A1","at":1767323045000006,"tags":["project:HOME"],"hash":"…","previous":"…"}
 * {"what":"finding","position":1,"problem":"CONTENT_CHANGED","detail":"…"}
 * {"what":"ended","log":"…","head":1}
 * </pre>
 *
 * <p>{@code called} stands before the call is made, {@code returned} after it came back, {@code
 * event} lines give the log as it was read at the very end in the order it was read, and {@code
 * ended} says that this reading was whole. Where lines have a {@code time} (a monotonic clock's
 * nanoseconds, one clock for all processes of a machine) they are put into its order, so that
 * several files can be read together; otherwise the order of the lines is the order of time.
 */
@NullMarked
package dev.daybook.faults.history;

import org.jspecify.annotations.NullMarked;
