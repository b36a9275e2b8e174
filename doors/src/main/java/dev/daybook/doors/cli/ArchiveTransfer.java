package dev.daybook.doors.cli;

import dev.daybook.kernel.DaybookException;
import dev.daybook.kernel.log.LogHead;
import dev.daybook.runtime.transfer.ArchiveFiles;
import dev.daybook.runtime.transfer.BadArchiveException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** {@code daybook export archive} and {@code daybook import archive}. */
final class ArchiveTransfer {
  private static final String TYPE = "\"type\":\"dev.daybook.archive.";

  private final Connection connection;
  private final Output output;

  ArchiveTransfer(Connection connection, Output output) {
    this.connection = connection;
    this.output = output;
  }

  /**
   * Writes the log to a file or to the output.
   *
   * @param after null for the whole log
   */
  Exit write(String file, @Nullable Long after, boolean upcast) {
    var target =
        "/api/exports/archive?after="
            + (after == null ? 0 : after)
            + (upcast ? "&upcast=true" : "");
    try {
      if (file.equals("-")) {
        return new Coming(null, false).from(target, printed());
      }
      var path = Path.of(file);
      if (after == null || !Files.exists(path)) {
        return ArchiveFiles.write(path, out -> new Coming(null, true).from(target, out));
      }
      var end = ArchiveFiles.end(path);
      if (end.position().value() != after) {
        throw new BadInput(
            file
                + " ends at position "
                + end.position()
                + ". Go on with --after "
                + end.position()
                + ", or name another file.");
      }
      return ArchiveFiles.append(path, out -> new Coming(end, true).from(target, out));
    } catch (Refused refused) {
      return refused.exit();
    } catch (BadArchiveException bad) {
      throw new BadInput(String.valueOf(bad.getMessage()));
    } catch (IOException denied) {
      throw new BadInput("The file " + file + " cannot be written: " + denied.getMessage() + ".");
    }
  }

  private OutputStream printed() {
    return new OutputStream() {
      @Override
      public void write(int one) {
        throw new IllegalStateException("Lines are written whole");
      }

      @Override
      public void write(byte[] bytes, int offset, int length) {
        output.out().write(new String(bytes, offset, length, StandardCharsets.UTF_8));
      }

      @Override
      public void flush() {
        output.out().flush();
      }
    };
  }

  /** What was asked for is refused; it has been told. */
  private static final class Refused extends DaybookException {
    private static final long serialVersionUID = 1L;

    private final Exit exit;

    Refused(Exit exit) {
      super(exit.meaning());
      this.exit = exit;
    }

    Exit exit() {
      return exit;
    }
  }

  /** An archive on its way from the log. */
  private final class Coming {
    private final @Nullable LogHead behind;
    private final boolean toFile;
    private final ProgressLine progress = ProgressLine.of(output, "export");
    private final byte[] end = {'\n'};
    private long events;
    private long until;
    private @Nullable JsonNode head;

    /**
     * @param behind the end of the file it is written behind; null for one of its own
     * @param toFile whether the output is free for what is told of it
     */
    Coming(@Nullable LogHead behind, boolean toFile) {
      this.behind = behind;
      this.toFile = toFile;
    }

    Exit from(String target, OutputStream out) throws IOException {
      var answer =
          connection.stream(
              "GET", target, Map.of(), InputStream.nullInputStream(), line -> take(line, out));
      progress.end();
      if (answer.status() >= 400) {
        throw new Refused(output.problem(answer));
      }
      var last = head;
      if (last == null) {
        throw new IOException(connection.place() + " broke off in the middle; repeat it");
      }
      out.flush();
      tell(last);
      return Exit.OK;
    }

    private void take(String line, OutputStream out) {
      head = null;
      if (line.indexOf(TYPE) > 0 && line.indexOf(TYPE) < 200) {
        ends(output.codec().mapper().readTree(line));
      } else {
        events++;
        progress.at(events, until);
      }
      try {
        out.write(line.getBytes(StandardCharsets.UTF_8));
        out.write(end, 0, 1);
      } catch (IOException full) {
        throw new UncheckedIOException(full.getMessage(), full);
      }
    }

    /** Looks at the header and at the head. */
    private void ends(JsonNode line) {
      var data = line.path("data");
      if (line.path("type").asString().contains(".head.")) {
        head = data;
        return;
      }
      until = data.path("until").asLong() - data.path("after").asLong();
      var before = behind;
      if (before != null
          && !(data.path("log").asString().equals(before.log().toString())
              && data.path("hash").asString().equals(before.hash().toString()))) {
        throw new BadInput(
            "The file holds another log, or another history of it, than "
                + connection.place()
                + ". Name another file.");
      }
    }

    private void tell(JsonNode last) {
      var facts = new LinkedHashMap<String, Object>();
      facts.put("events", events);
      facts.put("position", last.path("position").asLong());
      facts.put("hash", last.path("hash").asString());
      var told =
          "Wrote " + events + " events, up to position " + last.path("position").asString() + ".";
      var json = output.codec().mapper().<JsonNode>valueToTree(facts);
      if (toFile) {
        output.tell(json, told);
      } else {
        output.aside(json, told);
      }
    }
  }

  /** Restores an archive from a file or from the input. */
  Exit read(String file) {
    try (var in = open(file)) {
      return new LongWork(connection, output, "import")
          .send(
              "/api/imports/archive",
              Map.of("Content-Type", "application/x-ndjson"),
              in,
              result -> output.tell(result, BackupCommands.restored(result)));
    } catch (IOException failed) {
      throw new UncheckedIOException("The file " + file + " cannot be read", failed);
    }
  }

  private static InputStream open(String file) throws IOException {
    if (file.equals("-")) {
      return new FileInputStream(FileDescriptor.in);
    }
    if (!Files.isRegularFile(Path.of(file))) {
      throw new BadInput("There is no file " + file + ". Name the archive to import.");
    }
    return Files.newInputStream(Path.of(file));
  }
}
