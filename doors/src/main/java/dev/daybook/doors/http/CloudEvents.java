package dev.daybook.doors.http;

import dev.daybook.kernel.log.LogId;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.Tag;
import dev.daybook.runtime.codec.JsonCodec;
import java.io.ByteArrayOutputStream;
import java.util.function.Supplier;
import tools.jackson.core.JsonGenerator;

/** Events in their wire form, CloudEvents 1.0 in structured JSON. */
public final class CloudEvents {
  private final JsonCodec json;
  private final Supplier<LogId> log;

  /**
   * @param log the log the events stand in; part of their {@code source}. A restore gives an empty
   *     log another id
   */
  public CloudEvents(JsonCodec json, Supplier<LogId> log) {
    this.json = json;
    this.log = log;
  }

  /** One event as JSON, on one line. */
  public byte[] bytes(RecordedEvent event) {
    var out = new ByteArrayOutputStream(512 + event.data().length());
    try (var generator = json.mapper().createGenerator(out)) {
      write(event, generator);
    }
    return out.toByteArray();
  }

  /** Writes one event as the next value. */
  public void write(RecordedEvent event, JsonGenerator out) {
    var who = event.provenance();
    out.writeStartObject();
    out.writeStringProperty("specversion", "1.0");
    out.writeStringProperty("id", event.id().toString());
    out.writeStringProperty("source", "/daybook/" + log.get());
    out.writeStringProperty("type", "dev.daybook." + event.type());
    out.writeStringProperty("subject", event.stream().id());
    out.writeStringProperty("time", event.time().toString());
    out.writeStringProperty("datacontenttype", "application/json");
    out.writeStringProperty("sequence", event.position().toString());
    out.writeStringProperty("stream", event.stream().toString());
    out.writeStringProperty("streamversion", event.version().toString());
    out.writeStringProperty("actor", who.actor().toString());
    out.writeStringProperty("correlationid", who.correlation());
    if (who.causation() != null) {
      out.writeStringProperty("causationid", who.causation());
    }
    if (!event.tags().isEmpty()) {
      out.writeArrayPropertyStart("tags");
      event.tags().stream().sorted().map(Tag::text).forEach(out::writeString);
      out.writeEndArray();
    }
    out.writeStringProperty("hash", event.hash().toString());
    out.writeName("data");
    out.writeRawValue(event.data().toString());
    out.writeName("metadata");
    out.writeRawValue(event.metadata().toString());
    out.writeEndObject();
  }
}
