package dev.daybook.app;

import dev.daybook.doors.cli.Settings;
import dev.daybook.doors.http.HttpServer;
import dev.daybook.doors.security.Tokens;
import dev.daybook.kernel.files.PostgresUrl;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.runtime.Engine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** A running server: engine, tokens, HTTP door, and its note in the data directory. */
final class DaybookServer implements AutoCloseable {
  static final int DEFAULT_PORT = 7400;

  private final DataDirectory data;
  private final Engine engine;
  private final HttpServer http;
  private final String ownerToken;

  private DaybookServer(DataDirectory data, Engine engine, HttpServer http, String ownerToken) {
    this.data = data;
    this.engine = engine;
    this.http = http;
    this.ownerToken = ownerToken;
  }

  /**
   * Starts on the loopback interface.
   *
   * @throws StoreException when the log cannot be had; it says who holds it
   * @throws UncheckedIOException when the port cannot be had
   */
  static DaybookServer start(Settings settings) {
    var data = new DataDirectory(settings.data());
    var store = settings.store().orElseGet(data::defaultStore);
    requireNoOther(data, store);
    var engine = Daybook.engine(settings);
    try {
      var tokens = Tokens.of(data.folder(), engine.clock());
      var owner = tokens.ownerToken();
      var setup = new HttpServer.Setup(settings.port().orElse(DEFAULT_PORT), Version.TEXT);
      var http = HttpServer.start(setup, engine, new TaskmasterImports(engine), tokens);
      data.announce(http.port(), store);
      return new DaybookServer(data, engine, http, owner);
    } catch (IOException unwritable) {
      engine.close();
      throw new UncheckedIOException("The data directory cannot be written to", unwritable);
    } catch (RuntimeException failed) {
      engine.close();
      throw failed;
    }
  }

  /**
   * Refuses a log of which another server goes on being the only writer. A server that is ending
   * has taken its note away, and opening the log waits for it.
   */
  private static void requireNoOther(DataDirectory data, String store) {
    var self = ProcessHandle.current().pid();
    if (PostgresUrl.is(store) || store.startsWith("memory:")) {
      return;
    }
    data.server()
        .filter(running -> running.pid() != self && running.has(Optional.of(store)))
        .ifPresent(running -> {
          throw new StoreException.Held(
              "%s is held by the server with pid %d at %s. Use that server, or stop it first."
                  .formatted(data.folder(), running.pid(), running.address()));
        });
  }

  String address() {
    return http.address();
  }

  int port() {
    return http.port();
  }

  /** A new one-time link that signs a browser in as the owner. */
  String signInLink() {
    return http.signInLink(Tokens.OWNER);
  }

  /** The text of the token that the first start made. */
  String ownerToken() {
    return ownerToken;
  }

  Engine engine() {
    return engine;
  }

  /**
   * Stops in order: no new requests, requests at hand finished, views, log. Nothing acknowledged is
   * lost.
   */
  @Override
  public void close() {
    try (engine;
        http) {
      data.withdraw();
    } catch (IOException left) {
      throw new UncheckedIOException(
          "The server's note stays in the data directory; it may be deleted", left);
    }
  }
}
