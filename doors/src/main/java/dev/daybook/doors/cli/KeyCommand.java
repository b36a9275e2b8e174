package dev.daybook.doors.cli;

import dev.daybook.kernel.verify.SigningKey;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code daybook key}: the keys that exported heads are signed with. */
@Command(
    name = "key",
    description = "Make keys that exported heads of the log are signed with.",
    mixinStandardHelpOptions = true)
final class KeyCommand {
  private final Supplier<Session> session;

  KeyCommand(Supplier<Session> session) {
    this.session = session;
  }

  @Command(
      name = "new",
      description =
          "Make a key pair (Ed25519): FILE, which only its owner may read, and FILE.pub to check"
              + " with.",
      footer = {
        "",
        "Example: daybook key new daybook.key, then: daybook verify --export-head head.json --sign"
            + " daybook.key"
      },
      mixinStandardHelpOptions = true)
  int make(@Parameters(paramLabel = "FILE") Path file) {
    var output = session.get().output();
    try {
      var key = SigningKey.create();
      var shared = key.write(file);
      var fingerprint = SigningKey.fingerprint(key.publicKey());
      if (output.json()) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("private", file.toString());
        facts.put("public", shared.toString());
        facts.put("fingerprint", fingerprint);
        output.raw(output.codec().mapper().valueToTree(facts));
      } else {
        output.out().println("Wrote " + file + " (keep it) and " + shared + " (hand it out).");
        output.out().println("Its fingerprint is " + fingerprint + ".");
      }
      return Exit.OK.code();
    } catch (FileAlreadyExistsException exists) {
      throw new BadInput(exists.getMessage() + " exists. Name another file.");
    } catch (IOException denied) {
      throw new BadInput("The key cannot be written to " + file + ": " + denied.getMessage() + ".");
    }
  }
}
