package dev.daybook.faults.suite;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a program and its server and cuts connections as chance has it: before what the
 * program sends is passed on, right after it was, or in the middle of the reply. Passes everything
 * on until it is told to begin, and again after it was told to stop.
 */
final class CutProxy implements AutoCloseable {
  private static final int BUFFER = 64 << 10;

  /** One in so many pieces that pass is where the connection is cut. */
  private static final int ONE_IN = 120;

  private final int port;
  private final ServerSocket listening;
  private final SplittableRandom random;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger cuts = new AtomicInteger();
  private volatile boolean cutting;

  CutProxy(int port, long seed) throws IOException {
    this.port = port;
    this.random = new SplittableRandom(seed);
    this.listening = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("proxy").start(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  void cutting(boolean now) {
    cutting = now;
  }

  /** How many connections it has cut. */
  int cuts() {
    return cuts.get();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        var program = listening.accept();
        var server = new Socket(InetAddress.getLoopbackAddress(), port);
        program.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        open.add(program);
        open.add(server);
        Thread.ofVirtual().start(() -> pass(program, server, true));
        Thread.ofVirtual().start(() -> pass(server, program, false));
      } catch (IOException gone) {
        // closed, or the server is away: the program is refused as it would be without a proxy
      }
    }
  }

  private void pass(Socket from, Socket to, boolean request) {
    var bytes = new byte[BUFFER];
    try (from;
        to;
        var in = from.getInputStream();
        var out = to.getOutputStream()) {
      for (var read = in.read(bytes); read >= 0; read = in.read(bytes)) {
        var cut = cut(request);
        if (cut == Cut.BEFORE) {
          return;
        }
        out.write(bytes, 0, cut == Cut.WITHIN ? part(read) : read);
        out.flush();
        if (cut != Cut.NONE) {
          return; // what was passed on still arrives; its answer does not
        }
      }
    } catch (IOException gone) {
      // the other side has closed it
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private enum Cut {
    NONE,
    BEFORE,
    AFTER,
    WITHIN
  }

  private Cut cut(boolean request) {
    synchronized (random) {
      if (!cutting || random.nextInt(ONE_IN) != 0) {
        return Cut.NONE;
      }
      cuts.incrementAndGet();
      return request
          ? (random.nextBoolean() ? Cut.BEFORE : Cut.AFTER)
          : random.nextBoolean() ? Cut.BEFORE : Cut.WITHIN;
    }
  }

  private int part(int bytes) {
    synchronized (random) {
      return random.nextInt(bytes);
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (var socket : open) {
      socket.close();
    }
  }
}
