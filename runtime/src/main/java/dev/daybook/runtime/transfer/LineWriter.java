package dev.daybook.runtime.transfer;

import dev.daybook.kernel.log.JsonBytes;
import dev.daybook.kernel.log.LogHead;
import dev.daybook.kernel.log.LogId;
import dev.daybook.kernel.log.RecordedEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/**
 * Writes the lines of an archive: CloudEvents 1.0 in structured JSON, each on one line. Data and
 * metadata stand there byte for byte, or in Base64 where they are not JSON on one line. For one
 * thread.
 */
final class LineWriter {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private byte[] line = new byte[4_096];
  private int length;

  /** Writes the line made last and its end. */
  void writeTo(OutputStream out) throws IOException {
    put('\n');
    out.write(line, 0, length);
  }

  LineWriter header(ArchiveLine.Header header, Instant time) {
    open(header.log() + "/header/" + header.after(), header.log(), ArchiveLine.HEADER);
    text("time", time.toString());
    raw(",\"datacontenttype\":\"application/json\",\"data\":{\"format\":");
    raw(Integer.toString(ArchiveLine.FORMAT));
    text("log", header.log().toString());
    number("after", header.after().value());
    text("hash", header.hash().toString());
    number("until", header.until().value());
    raw(",\"restorable\":" + header.restorable() + "}}");
    return this;
  }

  LineWriter head(LogHead head) {
    open(head.log() + "/head/" + head.position(), head.log(), ArchiveLine.HEAD);
    text("time", head.time().toString());
    raw(",\"datacontenttype\":\"application/json\",\"data\":{\"position\":");
    raw(head.position().toString());
    text("hash", head.hash().toString());
    number("epoch", head.epoch());
    text("time", head.time().toString());
    raw("}}");
    return this;
  }

  LineWriter event(RecordedEvent event, LogId log) {
    var who = event.provenance();
    open(event.id().toString(), log, ArchiveLine.TYPES + event.type());
    text("subject", event.stream().id());
    text("time", event.time().toString());
    raw(",\"datacontenttype\":\"application/json\"");
    text("sequence", event.position().toString());
    text("stream", event.stream().toString());
    text("streamversion", event.version().toString());
    text("appendid", event.appendId().toString());
    text("actor", who.actor().toString());
    text("correlationid", who.correlation());
    if (who.causation() != null) {
      text("causationid", who.causation());
    }
    text("door", who.source());
    if (!event.tags().isEmpty()) {
      tags(event);
    }
    text("hash", event.hash().toString());
    json("data", event.data());
    json("metadata", event.metadata());
    put('}');
    return this;
  }

  private void open(String id, LogId log, String type) {
    length = 0;
    raw("{\"specversion\":\"1.0\"");
    text("id", id);
    text("source", ArchiveLine.SOURCES + log);
    text("type", type);
  }

  private void tags(RecordedEvent event) {
    raw(",\"tags\":[");
    var first = true;
    for (var tag : event.tags().stream().sorted().toList()) {
      if (!first) {
        put(',');
      }
      first = false;
      quoted(tag.text());
    }
    put(']');
  }

  private void json(String name, JsonBytes json) {
    var bytes = json.utf8();
    put(',');
    put('"');
    raw(name);
    if (JsonSpan.isOneLine(bytes)) {
      raw("\":");
      raw(bytes);
    } else {
      raw("_base64\":\"");
      raw(Base64.getEncoder().encode(bytes));
      put('"');
    }
  }

  private void number(String name, long value) {
    raw(",\"" + name + "\":" + value);
  }

  private void text(String name, String value) {
    raw(",\"");
    raw(name);
    raw("\":");
    quoted(value);
  }

  private void quoted(String text) {
    put('"');
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c >= 0x80) {
        beyondAscii(text, i);
        break;
      }
      ascii(c);
    }
    put('"');
  }

  private void beyondAscii(String text, int from) {
    for (var one : text.substring(from).getBytes(StandardCharsets.UTF_8)) {
      if (one >= 0) {
        ascii((char) one);
      } else {
        put((char) (one & 0xff));
      }
    }
  }

  private void ascii(char c) {
    if (c == '"' || c == '\\') {
      put('\\');
      put(c);
    } else if (c >= 0x20) {
      put(c);
    } else {
      raw("\\u00");
      put((char) HEX[c >> 4]);
      put((char) HEX[c & 15]);
    }
  }

  private void raw(String ascii) {
    room(ascii.length());
    for (var i = 0; i < ascii.length(); i++) {
      line[length++] = (byte) ascii.charAt(i);
    }
  }

  private void raw(byte[] bytes) {
    room(bytes.length);
    System.arraycopy(bytes, 0, line, length, bytes.length);
    length += bytes.length;
  }

  private void put(char one) {
    room(1);
    line[length++] = (byte) one;
  }

  private void room(int more) {
    if (line.length - length < more) {
      line = Arrays.copyOf(line, Math.max(line.length * 2, length + more));
    }
  }
}
