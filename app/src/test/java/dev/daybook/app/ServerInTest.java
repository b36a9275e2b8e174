package dev.daybook.app;

import dev.daybook.doors.cli.Settings;
import java.nio.file.Path;
import java.util.Optional;

/** The whole server in the process of the test, on a free port, and its owner's client. */
final class ServerInTest implements AutoCloseable {
  private final DaybookServer server;
  private final Client owner;

  private ServerInTest(DaybookServer server) {
    this.server = server;
    this.owner = new Client(server.address(), server.ownerToken());
  }

  static ServerInTest on(Path data) {
    return new ServerInTest(DaybookServer.start(settings(data)));
  }

  /** With its log in the store of a URL. */
  static ServerInTest on(Path data, String store) {
    return new ServerInTest(
        DaybookServer.start(
            new Settings(data.toAbsolutePath(), Optional.of(store), Optional.of(0), false)));
  }

  static Settings settings(Path data) {
    return new Settings(data.toAbsolutePath(), Optional.empty(), Optional.of(0), false);
  }

  Client owner() {
    return owner;
  }

  /** A client of the owner with connections of its own. */
  Client another() {
    return new Client(server.address(), server.ownerToken());
  }

  Client with(String token) {
    return new Client(server.address(), token);
  }

  int port() {
    return server.port();
  }

  String ownerToken() {
    return server.ownerToken();
  }

  /** How many events the log holds. */
  long head() {
    return server.engine().log().head().position().value();
  }

  @Override
  public void close() {
    owner.close();
    server.close();
  }
}
