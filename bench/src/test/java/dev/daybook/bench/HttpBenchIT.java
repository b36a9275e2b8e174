package dev.daybook.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.bench.http.Clients;
import dev.daybook.bench.http.EchoServer;
import dev.daybook.bench.http.Wire;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class HttpBenchIT {
  @Test
  void clients_take_the_whole_answer_of_every_request_on_one_connection() throws Exception {
    try (var echo = EchoServer.start();
        var clients = new Clients(echo.port(), Collections.nCopies(3, "token"))) {
      assertThat(clients.count()).isEqualTo(3);
      for (var client : clients.plain()) {
        client.change();
        client.change();
      }
    }
  }

  @Test
  void an_answer_comes_back_as_it_was_sent() throws Exception {
    try (var echo = EchoServer.start();
        var wire = new Wire(echo.port(), "token")) {
      var sent = "{\"name\":\"" + "x".repeat(50_000) + "\"}";
      for (var body : List.of(sent, "{}", sent)) {
        assertThat(wire.send("POST", "/api/tasks", body)).isEqualTo(new Wire.Answer(200, body));
      }
    }
  }
}
