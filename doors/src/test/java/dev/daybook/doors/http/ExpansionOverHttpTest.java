package dev.daybook.doors.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.Uuid7;
import dev.daybook.kernel.memory.MemoryLog;
import dev.daybook.projects.ProjectsContext;
import dev.daybook.runtime.Engine;
import dev.daybook.runtime.projection.SqliteViews;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A command that stands for several expects the version of its own subject, once. */
class ExpansionOverHttpTest {
  private static final String SUBTASKS = "{\"subtasks\":[{\"name\":\"Cut\"},{\"name\":\"Wire\"}]}";

  private final InstantSource clock = InstantSource.system();
  private final Uuid7 ids = new Uuid7(clock);
  private final Engine engine =
      Engine.start(
          new MemoryLog(ids, clock),
          SqliteViews.memory(),
          List.of(new ProjectsContext()),
          clock,
          ids);
  private final Router router = Router.of(engine, new Door.LineCounter(), Limits.DEFAULT, "test");

  @AfterEach
  void close() {
    router.close();
    engine.close();
  }

  @Test
  void an_expansion_of_a_stale_version_is_refused_and_creates_no_subtask() {
    send("/api/projects", "{\"name\":\"Home lab\",\"key\":\"HOME\"}", Map.of());
    send("/api/tasks", "{\"name\":\"Rack\",\"project\":\"HOME\"}", Map.of());
    send("/api/tasks/HOME-1/set_priority", "{\"priority\":\"high\"}", Map.of());
    var before = engine.log().head().position();

    var stale = send("/api/tasks/HOME-1/expand", SUBTASKS, Map.of("If-Match", List.of("\"1\"")));

    assertThat(stale.status()).isEqualTo(412);
    var problem = Door.MAPPER.readTree(stale.bytes());
    assertThat(problem.path("currentVersion").asLong()).isEqualTo(2);
    assertThat(problem.path("changedBy").asString()).isEqualTo("person:alice");
    assertThat(engine.log().head().position()).isEqualTo(before);

    var fresh = send("/api/tasks/HOME-1/expand", SUBTASKS, Map.of("If-Match", List.of("\"2\"")));

    assertThat(fresh.status()).isEqualTo(200);
    assertThat(Door.MAPPER.readTree(fresh.bytes()).path("events").size()).isEqualTo(2);
    assertThat(engine.log().head().position().value()).isEqualTo(before.value() + 2);
  }

  private Response send(String path, String body, Map<String, List<String>> headers) {
    var caller = Caller.of(Actor.person("alice"), "cli");
    return router.handle(
        Request.of("POST", path, headers, body.getBytes(StandardCharsets.UTF_8), caller));
  }
}
