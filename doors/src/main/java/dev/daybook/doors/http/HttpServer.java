package dev.daybook.doors.http;

import dev.daybook.doors.security.RateLimit;
import dev.daybook.doors.security.SignIn;
import dev.daybook.doors.security.Tokens;
import dev.daybook.runtime.Engine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The HTTP server of one data directory, on the loopback address only. Every request has a virtual
 * thread of its own.
 */
public final class HttpServer implements AutoCloseable {
  private static final int MOST_THREADS = 24;
  private static final long IDLE_MILLIS = 60_000;
  private static final long STOP_MILLIS = 8_000;
  private static final long SHUTDOWN_IDLE_MILLIS = 250;

  private final Server server;
  private final Router router;
  private final Gate gate;
  private final int port;

  private HttpServer(Server server, Router router, Gate gate, int port) {
    this.server = server;
    this.router = router;
    this.gate = gate;
    this.port = port;
  }

  /**
   * How the server is set up.
   *
   * @param host a name of the loopback address
   * @param port 0 for any free one
   * @param version of the program
   */
  public record Setup(String host, int port, String version, Limits limits) {
    public Setup(int port, String version) {
      this("127.0.0.1", port, version, Limits.DEFAULT);
    }

    public Setup with(Limits other) {
      return new Setup(host, port, version, other);
    }
  }

  /**
   * Starts it.
   *
   * @throws IllegalArgumentException when the host is beyond this machine
   * @throws UncheckedIOException when the port cannot be had
   */
  public static HttpServer start(Setup setup, Engine engine, Imports imports, Tokens tokens) {
    var address = loopback(setup.host());
    var threads = new QueuedThreadPool(MOST_THREADS, 4);
    threads.setName("http");
    threads.setDaemon(true);
    threads.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("http-"));
    var server = new Server(threads);
    var connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration()));
    connector.setHost(address.getHostAddress());
    connector.setPort(setup.port());
    connector.setIdleTimeout(IDLE_MILLIS);
    connector.setShutdownIdleTimeout(SHUTDOWN_IDLE_MILLIS);
    server.addConnector(connector);
    server.setStopTimeout(STOP_MILLIS);
    server.setErrorHandler(new PlainErrors(engine.json()));
    var router = Router.of(engine, imports, setup.limits(), setup.version());
    try {
      connector.open();
      var port = connector.getLocalPort();
      var signIn = new SignIn(tokens, engine.clock());
      var rate = new RateLimit(setup.limits().perSecond(), setup.limits().burst(), engine.clock());
      var gate = new Gate(router, tokens, signIn, rate, port);
      server.setHandler(new GracefulHandler(new JettyDoor(gate, router)));
      server.start();
      return new HttpServer(server, router, gate, port);
    } catch (IOException taken) {
      throw new UncheckedIOException(
          "Port "
              + setup.port()
              + " cannot be had: "
              + taken.getMessage()
              + ". Stop what uses it, or take another with --port.",
          taken);
    } catch (Exception failed) {
      throw new IllegalStateException(
          "The HTTP server does not start: " + failed.getMessage(), failed);
    }
  }

  private static HttpConfiguration configuration() {
    var configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setSendDateHeader(true);
    configuration.setUriCompliance(
        UriCompliance.DEFAULT.with("daybook", UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR));
    configuration.setRequestHeaderSize(16_384);
    return configuration;
  }

  private static InetAddress loopback(String host) {
    try {
      var address = InetAddress.getByName(host);
      if (address.isLoopbackAddress()) {
        return address;
      }
    } catch (UnknownHostException _) {
      // told below, together with an address that is known and not ours
    }
    throw new IllegalArgumentException(
        "Daybook listens on this machine only (127.0.0.1), not on '"
            + host
            + "'. To reach it from elsewhere, tunnel to it, for example with ssh -L.");
  }

  /** The port it listens on. */
  public int port() {
    return port;
  }

  /** The address of the dashboard. */
  public String address() {
    return "http://127.0.0.1:" + port;
  }

  /** A new one-time link that signs a browser in, in the name of a token. */
  public String signInLink(String tokenName) {
    return gate.url(tokenName);
  }

  public Router router() {
    return router;
  }

  /** Ends live streams, finishes requests at hand, closes the port; at most 10 seconds. */
  @Override
  public void close() {
    router.close();
    try {
      server.stop();
    } catch (Exception failed) {
      throw new IllegalStateException(
          "The HTTP server does not stop: " + failed.getMessage(), failed);
    }
  }
}
