package dev.daybook.doors.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.integration.IntegrationContext;
import dev.daybook.kernel.Actor;
import dev.daybook.kernel.Uuid7;
import dev.daybook.kernel.context.BoundedContext;
import dev.daybook.kernel.memory.MemoryLog;
import dev.daybook.projects.ProjectsContext;
import dev.daybook.runtime.Engine;
import dev.daybook.runtime.projection.SqliteViews;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The whole derived table of the real catalogue, reviewed as one file. */
class RouteTableTest {
  private static final String GOLDEN = "/dev/daybook/doors/http/routes.txt";

  private static Engine engine;
  private static Router router;

  @BeforeAll
  static void open() {
    var clock = InstantSource.system();
    var ids = new Uuid7(clock);
    List<BoundedContext> contexts = List.of(new ProjectsContext(), new IntegrationContext());
    engine = Engine.start(new MemoryLog(ids, clock), SqliteViews.memory(), contexts, clock, ids);
    router = Router.of(engine, new Door.LineCounter(), Limits.DEFAULT, "test");
  }

  @AfterAll
  static void close() {
    router.close();
    engine.close();
  }

  @Test
  void the_derived_table_is_the_reviewed_one() throws IOException {
    var derived = RouteTable.text(router.routes());
    var draft = Path.of("target", "routes.txt");
    Files.createDirectories(draft.getParent());
    Files.writeString(draft, derived);

    try (var golden = RouteTableTest.class.getResourceAsStream(GOLDEN)) {
      assertThat(golden).as("the reviewed table").isNotNull();
      assertThat(derived)
          .as(
              "The routes differ from src/test/resources%s. Review target/routes.txt and copy it"
                  + " there.",
              GOLDEN)
          .isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void the_reference_pages_are_those_made_from_the_catalogue() throws IOException {
    var drafts = Files.createDirectories(Path.of("target", "reference"));
    Files.writeString(drafts.resolve("commands.md"), Reference.commands(router.routes()));
    Files.writeString(drafts.resolve("events.md"), Reference.events(engine.catalogue()));

    for (var page : List.of("commands.md", "events.md")) {
      assertThat(Path.of("..", "docs", "reference", page))
          .as(
              "docs/reference/%s differs from the catalogue. Copy doors/target/reference/%s there.",
              page, page)
          .exists()
          .content(StandardCharsets.UTF_8)
          .isEqualTo(Files.readString(drafts.resolve(page)));
    }
  }

  @Test
  void every_command_and_query_has_a_door() {
    var catalogue = engine.catalogue();
    var without =
        Stream.concat(
                catalogue.commands().stream().map(command -> command.name()),
                catalogue.queries().stream().map(query -> query.name()))
            .filter(name ->
                router
                    .routes()
                    .named(name)
                    .filter(route -> !RouteTable.cli(route).isEmpty())
                    .isEmpty())
            .toList();

    assertThat(catalogue.commands()).isNotEmpty();
    assertThat(without).as("commands and queries without a door").isEmpty();
  }

  @Test
  void no_command_is_offered_under_the_address_of_another() {
    assertThat(
            router.routes().all().stream()
                .map(route -> route.method() + route.template().replaceAll("\\{.*?}", "{}")))
        .doesNotHaveDuplicates();
  }

  @Test
  void the_description_and_the_reference_cover_the_whole_catalogue() {
    var caller = Caller.of(Actor.person("alice"), "cli");
    var description =
        Door.MAPPER.readTree(
            router
                .handle(Request.of("GET", "/openapi.json", Map.of(), new byte[0], caller))
                .bytes());
    var commands = Reference.commands(router.routes());
    var events = Reference.events(engine.catalogue());

    for (var command : engine.catalogue().commands()) {
      assertThat(description.path("components").path("schemas").has("command." + command.name()))
          .as(command.name())
          .isTrue();
      assertThat(commands).contains("### `" + command.name() + "`");
    }
    for (var event : engine.catalogue().events()) {
      assertThat(description.path("components").path("schemas").has("event." + event.name()))
          .as(event.name().toString())
          .isTrue();
      assertThat(events).contains("### `" + event.name() + "`");
    }
    assertThat(description.findValuesAsString("$ref"))
        .allSatisfy(
            ref -> assertThat(description.at(ref.substring(1)).isMissingNode()).as(ref).isFalse());
  }

  @Test
  void the_router_answers_without_a_socket() {
    var caller = Caller.of(Actor.token("owner"), "cli");
    var body = "{\"name\":\"Home lab\",\"key\":\"HOME\"}".getBytes(StandardCharsets.UTF_8);

    var answer = router.handle(Request.of("POST", "/api/projects", Map.of(), body, caller));

    assertThat(answer.status())
        .as(new String(answer.bytes(), StandardCharsets.UTF_8))
        .isEqualTo(201);
    var position = answer.header("Daybook-Position").orElseThrow();
    var home =
        router.handle(
            Request.of(
                "GET", "/api/projects/HOME?at-least=" + position, Map.of(), new byte[0], caller));
    assertThat(Door.MAPPER.readTree(home.bytes()).path("name").asString()).isEqualTo("Home lab");
    var events =
        router.handle(Request.of("GET", "/api/events?project=HOME", Map.of(), new byte[0], caller));
    assertThat(Door.MAPPER.readTree(events.bytes()).path("items").size()).isEqualTo(1);
    var unknown =
        router.handle(Request.of("GET", "/api/events?project=NONE", Map.of(), new byte[0], caller));
    assertThat(unknown.status()).isEqualTo(400);
  }
}
