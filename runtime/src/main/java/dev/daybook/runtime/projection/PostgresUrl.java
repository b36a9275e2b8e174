package dev.daybook.runtime.projection;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code postgresql://user:password@host:port/database?schema=daybook&name=value}, as a store's URL
 * has it.
 *
 * @param address host and port, as they stand in the URL
 * @param schema of the log; that of the views is named after it
 * @param further parameters, for the driver
 */
record PostgresUrl(
    String address,
    String database,
    @Nullable String user,
    @Nullable String password,
    String schema,
    Map<String, String> further) {
  static final String SCHEME = "postgresql:";
  private static final String USUAL = "daybook";

  static PostgresUrl parse(String url) {
    var uri = URI.create(url);
    var path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceFirst("^/", "");
    if (!url.startsWith(SCHEME) || uri.getRawAuthority() == null || path.isEmpty()) {
      throw new IllegalArgumentException(
          "A PostgreSQL store URL is postgresql://user:password@host:port/database");
    }
    var authority = uri.getRawAuthority();
    var at = authority.lastIndexOf('@');
    var who = at < 0 ? new String[0] : authority.substring(0, at).split(":", 2);
    var further = parameters(uri.getRawQuery());
    var schema = further.remove("schema");
    return new PostgresUrl(
        authority.substring(at + 1),
        decoded(path),
        who.length > 0 ? decoded(who[0]) : null,
        who.length > 1 ? decoded(who[1]) : null,
        schema == null ? USUAL : schema,
        Map.copyOf(further));
  }

  /** Without the password, for people. */
  @Override
  public String toString() {
    return SCHEME + "//" + address + "/" + database;
  }

  String jdbc() {
    return "jdbc:" + SCHEME + "//" + address + "/" + database;
  }

  private static Map<String, String> parameters(@Nullable String query) {
    var found = new LinkedHashMap<String, String>();
    if (query != null && !query.isEmpty()) {
      for (var parameter : query.split("&")) {
        var parts = parameter.split("=", 2);
        found.put(decoded(parts[0]), parts.length > 1 ? decoded(parts[1]) : "");
      }
    }
    return found;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
