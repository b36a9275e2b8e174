package dev.daybook.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.app.Client.Answer;
import dev.daybook.testkit.Together;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Sixteen clients at once over real sockets: nobody's work is lost, nothing is done twice. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SixteenClientsE2E {
  private static final int CLIENTS = 16;
  private static final int COMMANDS = 200;

  private ServerInTest server;

  /** The store the server runs on. */
  StoreInTest store() {
    return StoreInTest.SQLITE;
  }

  @BeforeAll
  void start(@TempDir Path folder) {
    server = ServerInTest.on(folder.resolve("data"), store().url(folder));
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void with_if_match_every_version_has_one_winner_and_the_others_are_told_who_it_was() {
    var created = server.owner().task("Contended");
    var task = created.path("id").asString();
    server
        .owner()
        .get("/api/tasks/" + task + "?at-least=" + created.path("position").asString())
        .done();
    var answers =
        together((client, me) -> {
          var mine = new ArrayList<Answer>();
          for (var i = 0; i < 50; i++) {
            var version = client.get("/api/tasks/" + task).done().header("ETag");
            mine.add(
                client.patch(
                    "/api/tasks/" + task,
                    Map.of("description", me + "." + i),
                    "If-Match",
                    version));
          }
          return mine;
        });
    var won = answers.stream().filter(answer -> answer.status() == 200).toList();
    var lost = answers.stream().filter(answer -> answer.status() != 200).toList();
    assertThat(won.stream().map(answer -> answer.json().path("version").asLong()))
        .as("versions that a 200 gave")
        .containsExactlyInAnyOrderElementsOf(
            LongStream.rangeClosed(2, won.size() + 1).boxed().toList());
    assertThat(versionInLog(task)).isEqualTo(won.size() + 1);
    assertThat(lost)
        .as("what lost")
        .isNotEmpty()
        .allSatisfy(answer -> {
          assertThat(answer.status()).isEqualTo(412);
          var problem = answer.json();
          assertThat(problem.path("currentVersion").asLong())
              .isGreaterThan(problem.path("expectedVersion").asLong());
          assertThat(problem.path("changedBy").asString()).isEqualTo("token:owner");
          assertThat(problem.path("changedAt").asString()).endsWith("Z");
        });
  }

  @Test
  void without_if_match_all_land() {
    var task = server.owner().task("Popular").path("id").asString();
    var answers =
        together((client, me) ->
            IntStream.range(0, COMMANDS)
                .mapToObj(
                    i -> client.patch("/api/tasks/" + task, Map.of("description", me + "." + i)))
                .toList());
    assertThat(answers)
        .hasSize(CLIENTS * COMMANDS)
        .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
    assertThat(answers.stream().map(answer -> answer.json().path("version").asLong()))
        .containsExactlyInAnyOrderElementsOf(
            LongStream.rangeClosed(2, CLIENTS * COMMANDS + 1).boxed().toList());
    assertThat(versionInLog(task)).isEqualTo(CLIENTS * COMMANDS + 1);
  }

  @Test
  void created_at_once_every_task_has_a_reference_of_its_own_and_the_log_has_no_gap() {
    var owner = server.owner();
    var project =
        owner
            .post("/api/projects", Map.of("name", "Crowd", "key", "CROWD"))
            .done()
            .json()
            .path("id")
            .asString();
    var answers =
        together((client, me) ->
            IntStream.range(0, COMMANDS)
                .mapToObj(i ->
                    client.post("/api/tasks", Map.of("name", me + "." + i, "project", project)))
                .toList());
    assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(201));
    var references = answers.stream().map(answer -> answer.json().path("ref").asString()).toList();
    assertThat(references).hasSize(CLIENTS * COMMANDS).doesNotHaveDuplicates();
    assertThat(references).allMatch(reference -> reference.matches("CROWD-[1-9][0-9]*"));

    var events = owner.all("/api/events");
    assertThat(events.stream().map(event -> event.path("sequence").asLong()))
        .as("positions of the whole log")
        .containsExactlyElementsOf(LongStream.rangeClosed(1, events.size()).boxed().toList());

    var listed = owner.all("/api/tasks?project=CROWD&at-least=" + events.size());
    var logged =
        events.stream()
            .filter(event -> event.path("type").asString().equals("dev.daybook.task.created.v1"))
            .filter(event -> event.path("data").path("project").asString().equals(project))
            .map(event -> event.path("data").path("name").asString())
            .toList();
    assertThat(listed.stream().map(task -> task.path("name").asString()))
        .containsExactlyElementsOf(logged);
    assertThat(new HashSet<>(listed.stream().map(task -> task.path("ref").asString()).toList()))
        .isEqualTo(new HashSet<>(references));
  }

  private interface Work {
    List<Answer> of(Client client, int me);
  }

  private List<Answer> together(Work work) {
    return Together.run(
            CLIENTS,
            me -> {
              try (var client = server.another()) {
                return work.of(client, me);
              }
            })
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  private long versionInLog(String task) {
    var newest =
        server
            .owner()
            .get("/api/streams/task-" + task + "?direction=backward&limit=1")
            .done()
            .json();
    return newest.path("items").get(0).path("streamversion").asLong();
  }
}
