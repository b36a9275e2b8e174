package dev.daybook.runtime.transfer;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.log.AppendId;
import dev.daybook.kernel.log.EventId;
import dev.daybook.kernel.log.EventType;
import dev.daybook.kernel.log.Hash;
import dev.daybook.kernel.log.JsonBytes;
import dev.daybook.kernel.log.LogHead;
import dev.daybook.kernel.log.LogId;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.Provenance;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Tag;
import dev.daybook.kernel.log.Version;
import dev.daybook.runtime.transfer.JsonSpan.NotJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** Reads what {@link LineWriter} wrote; everything a line says is checked. */
final class LineReader {
  private static final int ID = 1;
  private static final int SOURCE = 2;
  private static final int TYPE = 3;
  private static final int SUBJECT = 4;
  private static final int TIME = 5;
  private static final int CONTENT_TYPE = 6;
  private static final int SEQUENCE = 7;
  private static final int STREAM = 8;
  private static final int VERSION = 9;
  private static final int APPEND = 10;
  private static final int ACTOR = 11;
  private static final int CORRELATION = 12;
  private static final int CAUSATION = 13;
  private static final int DOOR = 14;
  private static final int TAGS = 15;
  private static final int HASH = 16;
  private static final int DATA = 17;
  private static final int METADATA = 18;
  private static final int DATA_BASE64 = 19;
  private static final int METADATA_BASE64 = 20;
  private static final Members.Names EVENT =
      new Members.Names(
          "specversion",
          "id",
          "source",
          "type",
          "subject",
          "time",
          "datacontenttype",
          "sequence",
          "stream",
          "streamversion",
          "appendid",
          "actor",
          "correlationid",
          "causationid",
          "door",
          "tags",
          "hash",
          "data",
          "metadata",
          "data_base64",
          "metadata_base64");
  private static final Members.Names HEADER =
      new Members.Names("format", "log", "after", "hash", "until", "restorable");
  private static final Members.Names HEAD = new Members.Names("position", "hash", "epoch", "time");

  private LineReader() {}

  /**
   * Reads a line.
   *
   * @throws NotJson when it is none of an archive; the message says why
   */
  static ArchiveLine read(byte[] bytes, int from, int end) {
    try {
      var members = Members.of(EVENT, bytes, from, end);
      if (!members.text(0).equals("1.0")) {
        throw new NotJson("'specversion' is not 1.0");
      }
      return switch (members.text(TYPE)) {
        case ArchiveLine.HEADER -> header(members);
        case ArchiveLine.HEAD -> new ArchiveLine.Head(head(members));
        default -> new ArchiveLine.Event(event(members), members.text(SOURCE));
      };
    } catch (IllegalArgumentException | DateTimeException wrong) {
      throw new NotJson(String.valueOf(wrong.getMessage()));
    }
  }

  private static ArchiveLine.Header header(Members members) {
    var data = members.object(DATA, HEADER);
    var format = data.whole(0);
    if (format != ArchiveLine.FORMAT) {
      throw new NotJson(
          "the archive has format " + format + ", this program reads " + ArchiveLine.FORMAT);
    }
    return new ArchiveLine.Header(
        new LogId(uuid(data.text(1))),
        new Position(data.whole(2)),
        Hash.parse(data.text(3)),
        new Position(data.whole(4)),
        data.truth(5));
  }

  private static LogHead head(Members members) {
    var data = members.object(DATA, HEAD);
    return new LogHead(
        log(members),
        data.whole(2),
        new Position(data.whole(0)),
        Hash.parse(data.text(1)),
        Instant.parse(data.text(3)));
  }

  /** The log a line says it comes from. */
  private static LogId log(Members members) {
    var source = members.text(SOURCE);
    if (!source.startsWith(ArchiveLine.SOURCES)) {
      throw new NotJson("'source' does not begin with " + ArchiveLine.SOURCES);
    }
    return new LogId(uuid(source.substring(ArchiveLine.SOURCES.length())));
  }

  private static RecordedEvent event(Members members) {
    var stream = StreamId.parse(members.text(STREAM));
    if (members.has(SUBJECT) && !members.text(SUBJECT).equals(stream.id())) {
      throw new NotJson("'subject' is not the id of the stream");
    }
    if (!members.text(CONTENT_TYPE).equals("application/json")) {
      throw new NotJson("'datacontenttype' is not application/json");
    }
    return new RecordedEvent(
        new Position(members.whole(SEQUENCE)),
        stream,
        new Version(members.whole(VERSION)),
        new EventId(uuid(members.text(ID))),
        type(members.text(TYPE)),
        Instant.parse(members.text(TIME)),
        new AppendId(uuid(members.text(APPEND))),
        new Provenance(
            Actor.parse(members.text(ACTOR)),
            members.text(CORRELATION),
            members.has(CAUSATION) ? members.text(CAUSATION) : null,
            members.text(DOOR)),
        tags(members),
        json(members, DATA, DATA_BASE64),
        json(members, METADATA, METADATA_BASE64),
        Hash.parse(members.text(HASH)));
  }

  private static EventType type(String text) {
    var dot = text.lastIndexOf(".v");
    if (!text.startsWith(ArchiveLine.TYPES) || dot < ArchiveLine.TYPES.length()) {
      throw new NotJson("'type' is not dev.daybook.<name>.v<version>");
    }
    try {
      return new EventType(
          text.substring(ArchiveLine.TYPES.length(), dot),
          Integer.parseInt(text, dot + 2, text.length(), 10));
    } catch (NumberFormatException _) {
      throw new NotJson("'type' is not dev.daybook.<name>.v<version>");
    }
  }

  private static Set<Tag> tags(Members members) {
    if (!members.has(TAGS)) {
      return Set.of();
    }
    var tags = new HashSet<Tag>();
    members.texts(TAGS).forEach(text -> tags.add(new Tag(text)));
    return tags;
  }

  private static JsonBytes json(Members members, int verbatim, int base64) {
    if (members.has(verbatim) && members.has(base64)) {
      throw new NotJson("data and metadata stand there once, verbatim or in Base64");
    }
    return JsonBytes.of(
        members.has(base64)
            ? Base64.getDecoder().decode(members.text(base64))
            : members.verbatim(verbatim));
  }

  private static UUID uuid(String text) {
    if (text.length() != 36) {
      throw new NotJson("'" + text + "' is no UUID");
    }
    return UUID.fromString(text);
  }
}
