package dev.daybook.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.doors.http.RouteTable;
import dev.daybook.doors.http.Routes;
import dev.daybook.runtime.catalogue.Catalogue;
import dev.daybook.runtime.catalogue.CommandSpec;
import dev.daybook.runtime.catalogue.QuerySpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every command and query of the product, once declared, is reached through every door of the
 * running program.
 */
class EveryDoorE2E {
  @TempDir Path data;

  private final Catalogue catalogue = Catalogue.of(Contexts.all());

  private List<String> names() {
    return Stream.concat(
            catalogue.commands().stream().map(CommandSpec::name),
            catalogue.queries().stream().map(QuerySpec::name))
        .toList();
  }

  @Test
  void the_reviewed_table_of_routes_is_that_of_the_product() throws IOException {
    var reviewed =
        Files.readAllLines(
            Path.of("../doors/src/test/resources/dev/daybook/doors/http/routes.txt"));
    var derived = RouteTable.text(Routes.of(catalogue, List.of())).lines().toList();
    assertThat(derived).hasSameSizeAs(names());
    assertThat(reviewed).containsAll(derived);
  }

  @Test
  void nothing_is_without_a_door() {
    var without = new ArrayList<String>();
    try (var server = ServerInTest.on(data)) {
      var paths = server.owner().get("/openapi.json").done().json().path("paths");
      for (var name : names()) {
        var route = Routes.of(catalogue, List.of()).named(name);
        var described =
            route
                .map(found ->
                    paths
                        .path(found.template())
                        .path(found.method().toLowerCase(java.util.Locale.ROOT)))
                .filter(operation -> operation.path("operationId").asString("").equals(name));
        if (described.isEmpty()) {
          without.add(name + " over HTTP");
        }
        var help =
            Line.on(data)
                .run(
                    route
                        .map(RouteTable::cli)
                        .map(EveryDoorE2E::verbs)
                        .orElse(name + " --help")
                        .split(" "));
        if (help.code() != 0 || !help.out().contains("Reference: " + name)) {
          without.add(name + " on the command line");
        }
      }
    }
    assertThat(without).isEmpty();
  }

  /** {@code daybook task start TASK [OPTIONS]} asks for help as {@code task start --help}. */
  private static String verbs(String line) {
    return String.join(" ", List.of(line.split(" ")).subList(1, 3)) + " --help";
  }
}
