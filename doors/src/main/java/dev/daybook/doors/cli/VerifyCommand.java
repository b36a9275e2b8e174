package dev.daybook.doors.cli;

import dev.daybook.kernel.verify.Finding;
import dev.daybook.kernel.verify.HeadExport;
import dev.daybook.kernel.verify.SigningKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/**
 * {@code daybook verify}: walks the hash chain, whole or a range, exports and checks heads. Keys
 * stay here; whoever holds the log sees only the head.
 */
@Command(
    name = "verify",
    description =
        "Walk the hash chain of the log and name every position that is not as it was written.",
    footer = {
      "",
      "Examples:",
      "  daybook verify --export-head head.json --sign daybook.key",
      "  daybook verify --against head.json --key daybook.key.pub",
      "  daybook verify --from 100000 --to 200000"
    },
    mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
  private final Supplier<Session> session;

  @Option(
      names = "--export-head",
      paramLabel = "FILE",
      description = "Write the log's head to a file, to check against later.")
  @Nullable Path exportHead;

  @Option(
      names = "--sign",
      paramLabel = "KEY",
      description = "Sign the exported head with this private key (see 'daybook key new').")
  @Nullable Path sign;

  @Option(
      names = "--against",
      paramLabel = "FILE",
      description = "Check the log against a head exported before.")
  @Nullable Path against;

  @Option(
      names = "--key",
      paramLabel = "PUBLIC",
      description = "The public key that the head of --against must be signed with.")
  @Nullable Path key;

  @Option(names = "--from", paramLabel = "POSITION", description = "First position (1).")
  long from = 1;

  @Option(names = "--to", paramLabel = "POSITION", description = "Last position (the head).")
  long to = Long.MAX_VALUE;

  VerifyCommand(Supplier<Session> session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (sign != null && exportHead == null) {
      throw new BadInput("--sign signs what --export-head writes. Name a file with --export-head.");
    }
    if (key != null && against == null) {
      throw new BadInput("--key checks what --against names. Name a head with --against.");
    }
    if (from < 1 || to < from) {
      throw new BadInput("--from begins at 1 and is not above --to.");
    }
    var signing = sign == null ? null : file(sign, SigningKey::read);
    var expected = key == null ? null : file(key, SigningKey::readPublic);
    var kept = against == null ? null : file(against, HeadExport::read);
    return session
        .get()
        .withLog((connection, output) -> {
          var body = kept == null ? "" : new HeadExport(kept.head()).text();
          return new LongWork(connection, output, "verify")
              .send(
                  "/api/verify" + range(),
                  Map.of("Content-Type", "application/json"),
                  stream(body),
                  result -> tell(output, result, kept, expected, signing));
        });
  }

  private String range() {
    return "?from=" + from + (to == Long.MAX_VALUE ? "" : "&to=" + to);
  }

  private static InputStream stream(String text) {
    return text.isEmpty()
        ? InputStream.nullInputStream()
        : new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A finding as it is shown. */
  private record Told(long position, String problem, String detail) {
    static Told of(Finding finding) {
      return new Told(
          finding.position().value(),
          finding.problem().name().toLowerCase(Locale.ROOT),
          finding.detail());
    }

    static Told of(JsonNode finding) {
      return new Told(
          finding.path("position").asLong(),
          finding.path("problem").asString(),
          finding.path("detail").asString());
    }
  }

  private Exit tell(
      Output output,
      JsonNode result,
      @Nullable HeadExport kept,
      @Nullable PublicKey expected,
      @Nullable SigningKey signing) {
    var findings = new ArrayList<Told>();
    result.path("findings").forEach(finding -> findings.add(Told.of(finding)));
    if (kept != null) {
      kept.checkSignature(expected).forEach(finding -> findings.add(Told.of(finding)));
    }
    var head = HeadExport.parse(result.path("head").asString(), "The head of the log");
    if (exportHead != null) {
      write(exportHead, (signing == null ? head : head.signed(signing)).text());
    }
    var checked = result.path("checked").asLong();
    if (output.json()) {
      output.raw(output.codec().mapper().valueToTree(facts(checked, findings, head, kept)));
    } else {
      say(output, checked, findings, kept, expected);
    }
    return findings.isEmpty() ? Exit.OK : Exit.FAULT;
  }

  private static Map<String, Object> facts(
      long checked, List<Told> findings, HeadExport head, @Nullable HeadExport kept) {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("checked", checked);
    facts.put("clean", findings.isEmpty());
    facts.put("findings", findings);
    facts.put("log", head.head().log().toString());
    facts.put("head", head.head().position().value());
    if (kept != null && kept.signature() != null) {
      facts.put("signedBy", SigningKey.fingerprint(kept.signature().key()));
    }
    return facts;
  }

  private static void say(
      Output output,
      long checked,
      List<Told> findings,
      @Nullable HeadExport kept,
      @Nullable PublicKey expected) {
    findings.forEach(finding ->
        output
            .out()
            .println(
                "position "
                    + finding.position()
                    + ": "
                    + finding.problem()
                    + ": "
                    + finding.detail()));
    output
        .out()
        .println(
            findings.isEmpty()
                ? "The log is as it was written: " + checked + " events, every hash as it must be."
                : findings.size()
                    + " findings in "
                    + checked
                    + " events. Restore the log from a backup; do not write to it.");
    if (findings.isEmpty() && kept != null && kept.signature() != null) {
      output
          .out()
          .println(
              "It holds the head of position "
                  + kept.head().position()
                  + ", signed with "
                  + SigningKey.fingerprint(kept.signature().key())
                  + (expected == null ? "; whose key that is, --key checks." : "."));
    }
  }

  /** Reads something from a file. */
  @FunctionalInterface
  private interface Reading<T> {
    T from(Path file) throws IOException;
  }

  private static <T> T file(Path file, Reading<T> reading) {
    try {
      return reading.from(file);
    } catch (IOException missing) {
      throw new BadInput("The file " + file + " cannot be read: " + missing.getMessage() + ".");
    } catch (IllegalArgumentException wrong) {
      throw new BadInput(String.valueOf(wrong.getMessage()));
    }
  }

  private static void write(Path file, String head) {
    try {
      Files.writeString(file, head);
    } catch (IOException denied) {
      throw new BadInput(
          "The head cannot be written to " + file + ": " + denied.getMessage() + ".");
    }
  }
}
