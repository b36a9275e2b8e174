package dev.daybook.store.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Stands between a node and its server, and cuts the line when an append passes. */
final class CuttingProxy implements AutoCloseable {
  /** Where the line is cut. */
  enum Cut {
    /** The statement never reaches the server. */
    BEFORE_THE_STATEMENT,
    /** The server has the statement; nobody waits for what becomes of it. */
    AFTER_THE_STATEMENT,
    /** The server has answered, and so has committed; the answer is lost. */
    BEFORE_THE_ANSWER
  }

  /** What every append holds in its text. */
  private static final String APPEND = "with moved as";

  private final int server;
  private final ServerSocket entrance;
  private final AtomicReference<@Nullable Cut> next = new AtomicReference<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  CuttingProxy(int server) {
    this.server = server;
    try {
      entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    Thread.ofPlatform().daemon().start(this::accept);
  }

  int port() {
    return entrance.getLocalPort();
  }

  /** The next append that passes is cut. */
  void cut(Cut where) {
    next.set(where);
  }

  /** Whether the line was cut as it was told. */
  boolean hasCut() {
    return next.get() == null;
  }

  private void accept() {
    try {
      while (true) {
        var client = entrance.accept();
        var there = new Socket(InetAddress.getLoopbackAddress(), server);
        open.addAll(List.of(client, there));
        var answerIsLost = new AtomicReference<Boolean>(false);
        Thread.ofPlatform().daemon().start(() -> forward(client, there, answerIsLost));
        Thread.ofPlatform().daemon().start(() -> back(client, there, answerIsLost));
      }
    } catch (IOException closed) {
      // nobody comes any more
    }
  }

  private void forward(Socket client, Socket there, AtomicReference<Boolean> answerIsLost) {
    try (client;
        there) {
      var buffer = new byte[1 << 16];
      for (var read = client.getInputStream().read(buffer);
          read >= 0;
          read = client.getInputStream().read(buffer)) {
        var append = new String(buffer, 0, read, StandardCharsets.ISO_8859_1).contains(APPEND);
        var cut = append ? next.getAndSet(null) : null;
        if (cut == Cut.BEFORE_THE_STATEMENT) {
          return;
        }
        answerIsLost.compareAndSet(false, cut == Cut.BEFORE_THE_ANSWER);
        there.getOutputStream().write(buffer, 0, read);
        if (cut == Cut.AFTER_THE_STATEMENT) {
          client.close();
          drain(there.getInputStream());
          return;
        }
      }
    } catch (IOException gone) {
      // cut by one side or the other
    }
  }

  /** The server is not told that nobody listens, as if the network had swallowed it. */
  private static void drain(InputStream answers) throws IOException {
    answers.transferTo(java.io.OutputStream.nullOutputStream());
  }

  private static void back(Socket client, Socket there, AtomicReference<Boolean> answerIsLost) {
    try (client) {
      var buffer = new byte[1 << 16];
      for (var read = there.getInputStream().read(buffer);
          read >= 0;
          read = there.getInputStream().read(buffer)) {
        if (answerIsLost.get()) {
          return;
        }
        client.getOutputStream().write(buffer, 0, read);
      }
    } catch (IOException gone) {
      // cut by one side or the other
    }
  }

  @Override
  public void close() throws IOException {
    entrance.close();
    for (var socket : open) {
      socket.close();
    }
  }
}
