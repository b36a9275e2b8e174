/**
 * The HTTP door: routes derived from the catalogue, problem documents, events, health. {@link
 * dev.daybook.doors.http.Router} answers without a socket; {@link
 * dev.daybook.doors.http.HttpServer} is the socket.
 */
@NullMarked
package dev.daybook.doors.http;

import org.jspecify.annotations.NullMarked;
