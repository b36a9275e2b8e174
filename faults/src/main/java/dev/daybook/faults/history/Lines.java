package dev.daybook.faults.history;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** Entries as lines of JSON. */
final class Lines {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
          .changeDefaultVisibility(visible ->
              visible
                  .withGetterVisibility(Visibility.NONE)
                  .withIsGetterVisibility(Visibility.NONE)
                  .withFieldVisibility(Visibility.ANY))
          .build();

  private Lines() {}

  /** With its end. */
  static byte[] write(Entry entry) {
    return (MAPPER.writerFor(Entry.class).writeValueAsString(entry) + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  static Entry read(String where, String line) {
    try {
      return MAPPER.readValue(line, Entry.class);
    } catch (JacksonException notOne) {
      throw new IllegalArgumentException(
          where + " is not a line of a history: " + notOne.getOriginalMessage(), notOne);
    }
  }
}
