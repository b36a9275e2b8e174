package dev.daybook.runtime.codec;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.daybook.kernel.DaybookException;
import dev.daybook.kernel.log.JsonBytes;
import dev.daybook.kernel.view.Json;
import java.time.Instant;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.Version;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleDeserializers;
import tools.jackson.databind.module.SimpleSerializers;

/**
 * JSON as Daybook writes it: components of records in their order and by their names, enums in
 * lower snake case, ids as text, times in ISO 8601 (UTC), nulls left out. Reading passes over
 * unknown fields, refuses doubled ones, and stops at a depth of {@value #MOST_DEPTH}. Safe for use
 * by many threads.
 */
public final class JsonCodec implements Json {
  /** Deepest nesting that is read. */
  public static final int MOST_DEPTH = 64;

  private final JsonMapper mapper = build();

  private static JsonMapper build() {
    var factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(MOST_DEPTH)
                    .maxStringLength(64 << 20)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    return JsonMapper.builder(factory)
        .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .changeDefaultPropertyInclusion(
            inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
        .changeDefaultVisibility(visible ->
            visible
                .withGetterVisibility(Visibility.NONE)
                .withIsGetterVisibility(Visibility.NONE)
                .withFieldVisibility(Visibility.ANY))
        .addModule(new DaybookModule())
        .build();
  }

  /** The mapper itself, for trees. */
  public JsonMapper mapper() {
    return mapper;
  }

  @Override
  public JsonBytes write(Object value) {
    try {
      return JsonBytes.of(mapper.writeValueAsBytes(value));
    } catch (JacksonException failed) {
      throw new DaybookException(
          value.getClass().getName() + " cannot be written as JSON: " + failed.getOriginalMessage(),
          failed);
    }
  }

  @Override
  public <T> T read(JsonBytes json, Class<T> type) {
    try {
      return mapper.readValue(json.utf8(), type);
    } catch (JacksonException failed) {
      throw new DaybookException(
          "The JSON is not a " + type.getName() + ": " + failed.getOriginalMessage(), failed);
    }
  }

  private static final class DaybookModule extends JacksonModule {
    @Override
    public String getModuleName() {
      return "daybook";
    }

    @Override
    public Version version() {
      return Version.unknownVersion();
    }

    @Override
    public void setupModule(SetupContext context) {
      context.addSerializers(new TextValues.Writers());
      context.addSerializers(new SimpleSerializers().addSerializer(new Instants.Writer()));
      context.addDeserializers(new TextValues.Readers());
      context.addDeserializers(
          new SimpleDeserializers().addDeserializer(Instant.class, new Instants.Reader()));
      context.addValueInstantiators(new Records.Builders());
      context.addKeyDeserializers(new TextValues.Keys());
    }
  }
}
