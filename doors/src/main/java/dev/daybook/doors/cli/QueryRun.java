package dev.daybook.doors.cli;

import dev.daybook.runtime.catalogue.QuerySpec;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Asks one query of the catalogue. A list is printed whole, page after page, unless a limit says
 * otherwise.
 */
final class QueryRun extends DerivedRun {
  private static final int PAGE = 500;

  private final QuerySpec query;

  QueryRun(QuerySpec query, Supplier<Session> session) {
    super(session);
    this.query = query;
  }

  @Override
  public Integer call() {
    var session = session();
    var address =
        address(
            session.program().catalogue(),
            query.name(),
            query.fields(),
            query.subject().orElse(null));
    var parameters = new ArrayList<String>();
    var limit = Integer.MAX_VALUE;
    var after = "";
    var paged = query.fields().stream().anyMatch(field -> field.name().equals("after"));
    for (var field : query.fields()) {
      var texts =
          CatalogueCommands.texts(
              parsed(), field, query.subject().filter(field::equals).isPresent());
      if (texts.isEmpty() || address.used().contains(field.name())) {
        continue;
      }
      if (paged && field.name().equals("limit")) {
        limit = positive(texts.getLast());
      } else if (paged && field.name().equals("after")) {
        after = texts.getLast();
      } else {
        texts.forEach(text -> parameters.add(field.name() + "=" + encode(text)));
      }
    }
    var target = address.path() + (parameters.isEmpty() ? "" : "?" + String.join("&", parameters));
    var most = limit;
    var from = after;
    return session.connected((connection, output) ->
        paged ? list(connection, output, target, most, from) : one(connection, output, target));
  }

  private int positive(String text) {
    try {
      var number = Integer.parseInt(text);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException notNumber) {
      throw wrong("--limit takes a whole number from 1, not " + text);
    }
    throw wrong("--limit takes a whole number from 1, not " + text);
  }

  private static Exit one(Connection connection, Output output, String target) {
    var answer = connection.send("GET", target, Map.of(), new byte[0]);
    return output.show(
        answer,
        found -> {
          if (found.path("items").isArray()) {
            Tables.list(found.path("items"), output.out());
          } else {
            Tables.one(found, output.out());
          }
        });
  }

  /** Follows the cursors; at most {@code limit} items. */
  static Exit list(Connection connection, Output output, String target, int limit, String after) {
    var items = JsonNodeFactory.instance.arrayNode();
    var cursor = after;
    JsonNode next;
    do {
      var page = Math.min(PAGE, limit - items.size());
      var address =
          target
              + (target.contains("?") ? "&" : "?")
              + "limit="
              + page
              + (cursor.isEmpty() ? "" : "&after=" + encode(cursor));
      var answer = connection.send("GET", address, Map.of(), new byte[0]);
      if (answer.status() >= 400) {
        return output.problem(answer);
      }
      var found = output.read(answer.body());
      found.path("items").forEach(items::add);
      next = found.path("next");
      cursor = next.asString("");
    } while (!cursor.isEmpty() && items.size() < limit);
    if (output.json()) {
      var listing = JsonNodeFactory.instance.objectNode();
      listing.set("items", items);
      listing.set("next", cursor.isEmpty() ? JsonNodeFactory.instance.nullNode() : next);
      output.raw(listing);
    } else {
      Tables.list(items, output.out());
    }
    return Exit.OK;
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
