package dev.daybook.projects.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.integration.IntegrationContext;
import dev.daybook.kernel.context.Aggregate;
import dev.daybook.kernel.log.JsonBytes;
import dev.daybook.projects.ProjectsContext;
import dev.daybook.runtime.codec.JsonCodec;
import dev.daybook.runtime.codec.Sealed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each file is how an event of that version once was written; it must be readable, and written
 * likewise, for ever.
 */
class EveryEventHasAGoldenFileTest {
  private final JsonCodec json = new JsonCodec();

  static Stream<Class<?>> events() {
    return Stream.of(new ProjectsContext(), new IntegrationContext())
        .flatMap(context -> context.aggregates().stream())
        .flatMap(each -> Sealed.records(each.events()).stream());
  }

  @ParameterizedTest
  @MethodSource("events")
  void every_event_is_read_from_its_golden_file_and_written_back_the_same(Class<?> event)
      throws IOException {
    var file = "/wire/" + Aggregate.typeOf(event) + ".json";
    try (var golden = getClass().getResourceAsStream(file)) {
      assertThat(golden)
          .as("src/test/resources" + file + ", one line of JSON with every field of " + event)
          .isNotNull();
      var text = new String(golden.readAllBytes(), StandardCharsets.UTF_8).strip();
      for (var component : event.getRecordComponents()) {
        assertThat(text)
            .as(file + " shows every field")
            .contains("\"" + component.getName() + "\":");
      }
      assertThat(json.write(json.read(JsonBytes.of(text), event))).hasToString(text);
    }
  }
}
