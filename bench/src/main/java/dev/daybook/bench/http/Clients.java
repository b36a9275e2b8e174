package dev.daybook.bench.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Clients that change tasks of their own, each over a connection of its own. */
public final class Clients implements AutoCloseable {
  private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");
  private static final String FILLER =
      "Measure twice, cut once: the shelf is level, the plugs sit fast, the wall is patched and"
          + " painted, the tools are back in the box, and the neighbours have been told. Turn ";

  private final List<Wire> wires = new ArrayList<>();

  /** A client each for these tokens. */
  public Clients(int port, List<String> tokens) throws IOException {
    for (var token : tokens) {
      wires.add(new Wire(port, token));
    }
  }

  public int count() {
    return wires.size();
  }

  /** One client with what it sends. */
  public static final class Client {
    private final Wire wire;
    private final List<String> paths;
    private long sent;

    private Client(Wire wire, List<String> paths) {
      this.wire = wire;
      this.paths = paths;
    }

    /** Changes the next task and takes the answer. */
    public void change() throws IOException {
      var path = paths.get((int) (sent % paths.size()));
      expect(200, wire.send("PATCH", path, body(sent++)));
    }

    /** Looks at the task that was changed last, at the board and at what is to be done next. */
    public void look() throws IOException {
      expect(200, wire.get(paths.get((int) (Math.max(0, sent - 1) % paths.size()))));
      expect(200, wire.get("/api/tasks?limit=20"));
      expect(200, wire.get("/api/tasks/next"));
    }
  }

  /** What a change says: about 200 bytes, never the same twice. */
  static String body(long number) {
    return "{\"description\":\"" + FILLER + number + "\"}";
  }

  /** Clients with this many tasks of their own each, which are made first. */
  public List<Client> withTasks(int each) throws IOException {
    var clients = new ArrayList<Client>();
    for (var wire : wires) {
      var paths = new ArrayList<String>();
      for (var i = 0; i < each; i++) {
        var made = wire.send("POST", "/api/tasks", "{\"name\":\"Mount shelf " + i + "\"}");
        expect(201, made);
        var id = ID.matcher(made.body());
        if (!id.find()) {
          throw new IOException("The task has no id: " + made.body());
        }
        paths.add("/api/tasks/" + id.group(1));
      }
      clients.add(new Client(wire, paths));
    }
    return clients;
  }

  /** Clients that send the same bytes to a server that knows no tasks. */
  public List<Client> plain() {
    return wires.stream()
        .map(wire -> new Client(wire, List.of("/api/tasks/0198c2f0-7b1a-7c3e-9a55-000000000001")))
        .toList();
  }

  private static void expect(int status, Wire.Answer answer) throws IOException {
    if (answer.status() != status) {
      throw new IOException("The server answered " + answer.status() + ": " + answer.body());
    }
  }

  @Override
  public void close() throws IOException {
    for (var wire : wires) {
      wire.close();
    }
  }
}
