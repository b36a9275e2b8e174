package dev.daybook.app;

import dev.daybook.doors.cli.BadInput;
import dev.daybook.doors.cli.Exit;
import dev.daybook.doors.security.Tokens;
import dev.daybook.runtime.codec.JsonCodec;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/** {@code daybook token add|list|revoke}. A running server notices at once. */
final class TokenCommands {
  private final Tokens tokens;
  private final boolean json;
  private final PrintWriter out;
  private final PrintWriter err;
  private final JsonCodec codec = new JsonCodec();

  TokenCommands(Tokens tokens, boolean json, PrintWriter out, PrintWriter err) {
    this.tokens = tokens;
    this.json = json;
    this.out = out;
    this.err = err;
  }

  Exit run(String verb, List<String> names) {
    return switch (verb) {
      case "add" -> add(one(verb, names));
      case "list" -> list();
      case "revoke" -> revoke(one(verb, names));
      default -> throw new BadInput("'" + verb + "' is none of add, list, revoke.");
    };
  }

  private static String one(String verb, List<String> names) {
    if (names.size() != 1) {
      throw new BadInput("'daybook token " + verb + "' takes one name.");
    }
    return names.getFirst();
  }

  private Exit add(String name) {
    try {
      var issued = tokens.issue(name);
      if (json) {
        out.println(
            codec.write(
                Map.of("name", name, "actor", issued.token().actor(), "token", issued.text())));
      } else {
        out.println(issued.text());
        err.println(
            "The token of "
                + issued.token().actor()
                + ". It is shown this once; only its hash is kept.");
      }
      return Exit.OK;
    } catch (IllegalArgumentException refused) {
      throw new BadInput(String.valueOf(refused.getMessage()));
    }
  }

  private record Shown(String name, String actor, String created, boolean valid) {}

  private Exit list() {
    var shown =
        tokens.list().stream()
            .map(token ->
                new Shown(
                    token.name(),
                    token.actor().toString(),
                    DaybookProgram.time(token.created()),
                    token.valid()))
            .toList();
    if (json) {
      var answer = new java.util.LinkedHashMap<String, Object>();
      answer.put("items", shown);
      var tree = (tools.jackson.databind.node.ObjectNode) codec.mapper().valueToTree(answer);
      tree.putNull("next");
      out.println(tree);
    } else {
      shown.forEach(token ->
          out.printf(
              "%-30s %-36s %s %s%n",
              token.name(), token.actor(), token.created(), token.valid() ? "valid" : "revoked"));
    }
    return Exit.OK;
  }

  private Exit revoke(String name) {
    if (!tokens.revoke(name)) {
      err.println(
          "daybook: There is no valid token '" + name + "'. 'daybook token list' shows them.");
      return Exit.NOT_FOUND;
    }
    out.println("Revoked " + name + ".");
    return Exit.OK;
  }
}
