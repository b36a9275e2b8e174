package dev.daybook.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.bench.http.Clients;
import dev.daybook.kernel.Uuid7;
import dev.daybook.kernel.log.StoreProvider;
import java.nio.file.Path;
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
}
