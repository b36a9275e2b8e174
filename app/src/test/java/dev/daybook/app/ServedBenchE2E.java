package dev.daybook.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.bench.LoadBench;
import dev.daybook.bench.http.Clients;
import dev.daybook.kernel.Uuid7;
import dev.daybook.kernel.log.StoreProvider;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServedBenchE2E {
  @TempDir Path folder;

  @Test
  void clients_of_the_bench_change_tasks_of_the_whole_program() throws Exception {
    var store = "sqlite:" + folder.resolve("log.sqlite");
    try (var served = ServedBench.start(folder.resolve("data"), store, 3);
        var clients = new Clients(served.port(), served.tokens())) {
      assertThat(served.tokens()).hasSize(3).doesNotHaveDuplicates();
      for (var client : clients.withTasks(2)) {
        for (var change = 0; change < 4; change++) {
          client.change();
        }
      }
      served.settle();
    }
    try (var log = StoreProvider.openUrl(store, Daybook.CLOCK, new Uuid7(Daybook.CLOCK))) {
      assertThat(log.head().position().value()).isEqualTo(3 * (2 + 4));
    }
  }

  @Test
  void a_load_on_a_running_server_leaves_the_tasks_it_changed() throws Exception {
    var store = "sqlite:" + folder.resolve("log.sqlite");
    var said = new StringWriter();
    try (var served = ServedBench.start(folder.resolve("data"), store, 1)) {
      var token = served.tokens().getFirst();
      var time = Duration.ofMillis(300);
      new LoadBench(served.port(), token, 2, time, new PrintWriter(said)).run();
    }
    assertThat(said.toString()).startsWith("2 clients: ").contains("looks of three queries");
    try (var log = StoreProvider.openUrl(store, Daybook.CLOCK, new Uuid7(Daybook.CLOCK))) {
      assertThat(log.head().position().value()).isGreaterThan(2 * 50);
    }
  }
}
