package dev.daybook.projects.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.integration.IntegrationContext;
import dev.daybook.kernel.context.Aggregate;
import dev.daybook.kernel.context.BoundedContext;
import dev.daybook.kernel.log.Append;
import dev.daybook.kernel.log.AppendId;
import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventId;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.EventType;
import dev.daybook.kernel.log.JsonBytes;
import dev.daybook.kernel.log.NewEvent;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.memory.MemoryLog;
import dev.daybook.projects.ProjectsContext;
import dev.daybook.runtime.codec.EventCodec;
import dev.daybook.runtime.codec.JsonCodec;
import dev.daybook.runtime.codec.Sealed;
import dev.daybook.testkit.Events;
import dev.daybook.testkit.SeededIds;
import dev.daybook.testkit.SteppingClock;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each file is how an event of that version once was written; it must be readable for ever, and
 * that of the newest version is also how it is written. Who raises the version of an event adds a
 * file and an upcaster and leaves the files that are there. Who adds a field that may be absent
 * keeps the file without it as {@code .form1}, {@code .form2} ….
 */
class EveryEventHasAGoldenFileTest {
  private static final List<BoundedContext> CONTEXTS =
      List.of(new ProjectsContext(), new IntegrationContext());

  private static final String EARLIER_FORM = ".*\\.form[0-9]+\\.json";

  private final JsonCodec json = new JsonCodec();
  private final EventCodec codec = new EventCodec(json, CONTEXTS);

  static Stream<Class<?>> events() {
    return CONTEXTS.stream()
        .flatMap(context ->
            Stream.concat(
                context.aggregates().stream().map(Aggregate::events),
                context.furtherEvents().stream()))
        .flatMap(top -> Sealed.records(top).stream());
  }

  static Stream<EventType> versions() {
    return events()
        .map(Aggregate::typeOf)
        .flatMap(newest ->
            IntStream.rangeClosed(1, newest.version())
                .mapToObj(version -> new EventType(newest.name(), version)));
  }

  @ParameterizedTest
  @MethodSource("events")
  void every_event_is_read_from_its_golden_file_and_written_back_the_same(Class<?> event)
      throws IOException {
    var type = Aggregate.typeOf(event);
    var text = golden(type);
    for (var component : event.getRecordComponents()) {
      assertThat(text)
          .as("%s shows every field", type)
          .contains("\"" + component.getName() + "\":");
    }
    assertThat(json.write(json.read(JsonBytes.of(text), event))).hasToString(text);
  }

  @ParameterizedTest
  @MethodSource("versions")
  void every_version_of_every_event_is_read_as_the_newest(EventType type) throws IOException {
    var read = codec.decode(written(type, golden(type))).event();
    assertThat(read).isInstanceOf(codec.recordOf(type.name()).orElseThrow());
    assertThat(json.read(codec.encode(read), read.getClass())).isEqualTo(read);
  }

  @Test
  void every_golden_file_is_of_a_version_that_can_be_read() throws Exception {
    var declared = versions().map(type -> type + ".json").toList();
    assertThat(files().filter(file -> !file.matches(EARLIER_FORM)))
        .containsExactlyInAnyOrderElementsOf(declared);
    for (var file : files().filter(each -> each.matches(EARLIER_FORM)).toList()) {
      var newest = file.replaceFirst("\\.form[0-9]+\\.json$", "");
      assertThat(declared).contains(newest + ".json");
      var type =
          versions().filter(each -> each.toString().equals(newest)).findFirst().orElseThrow();
      var read = codec.decode(written(type, Files.readString(folder().resolve(file)))).event();
      assertThat(read).as(file).isInstanceOf(codec.recordOf(type.name()).orElseThrow());
      assertThat(json.read(codec.encode(read), read.getClass())).isEqualTo(read);
    }
  }

  private static Stream<String> files() throws IOException, URISyntaxException {
    try (var files = Files.list(folder())) {
      return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
    }
  }

  private static Path folder() throws URISyntaxException {
    return Path.of(
        Objects.requireNonNull(EveryEventHasAGoldenFileTest.class.getResource("/wire")).toURI());
  }

  private static String golden(EventType type) throws IOException {
    var file = "/wire/" + type + ".json";
    try (var golden = EveryEventHasAGoldenFileTest.class.getResourceAsStream(file)) {
      assertThat(golden)
          .as("src/test/resources" + file + ", one line of JSON with every field of " + type)
          .isNotNull();
      return new String(golden.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }

  private static RecordedEvent written(EventType type, String data) {
    var ids = new SeededIds(1);
    try (var log = new MemoryLog(ids, SteppingClock.standing())) {
      var event =
          new NewEvent(
              StreamId.parse("thing-1"),
              new EventId(ids.next()),
              type,
              Set.of(),
              JsonBytes.of(data),
              JsonBytes.EMPTY);
      log.append(new Append(new AppendId(ids.next()), List.of(event), List.of(), Events.SOMEBODY));
      return log.read(EventQuery.all(), Position.START, Direction.FORWARD, 1).events().getFirst();
    }
  }
}
