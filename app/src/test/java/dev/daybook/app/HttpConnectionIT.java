package dev.daybook.app;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.daybook.kernel.log.StoreException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpConnectionIT {
  @Test
  void a_server_that_is_gone_is_named_with_what_to_do() throws Exception {
    var address = "http://127.0.0.1:" + unusedPort();
    try (var connection = new HttpConnection(address, "token")) {
      assertThatExceptionOfType(StoreException.OutcomeUnknown.class)
          .isThrownBy(() -> connection.send("GET", "/api/tasks", Map.of(), new byte[0]))
          .withMessageStartingWith(
              "The server at " + address + " cannot be reached or went away: no connection.")
          .withMessageEndingWith("repeat the command with the same --idempotency-key.");
    }
  }

  private static int unusedPort() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return taken.getLocalPort();
    }
  }
}
