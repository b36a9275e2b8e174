package dev.daybook.kernel.files;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code postgresql://[user[:password]@]host[:port]/database[?schema=name&readers=number]}: where a
 * log in PostgreSQL lies, and its views beside it.
 *
 * @param host name or address, {@code [...]} around one of IPv6
 * @param schema of the log; {@code daybook} where none is named
 * @param readers how many connections read at once; 8 where nothing is said
 * @param driver all other parameters, for the driver
 */
public record PostgresUrl(
    String host,
    int port,
    String database,
    @Nullable String user,
    @Nullable String password,
    String schema,
    int readers,
    Map<String, String> driver) {
  private static final Pattern SCHEMA = Pattern.compile("[a-z_][a-z0-9_]{0,40}");
  private static final int PORT = 5432;
  private static final int MOST_READERS = 100;

  public PostgresUrl {
    driver = Map.copyOf(driver);
  }

  /** Whether a store's URL is one of these, by its beginning. */
  public static boolean is(String url) {
    return url.startsWith("postgresql:") || url.startsWith("postgres:");
  }

  /**
   * Reads a URL.
   *
   * @throws IllegalArgumentException when it is none; the message names what is wrong, and no
   *     password
   */
  public static PostgresUrl parse(String url) {
    var at = uri(url);
    var host = at.getHost();
    var path = at.getRawPath();
    if (host == null || path == null || path.length() < 2 || path.indexOf('/', 1) > 0) {
      throw wrong("host or database is missing");
    }
    var given = parameters(at.getRawQuery());
    var schema = given.getOrDefault("schema", "daybook");
    if (!SCHEMA.matcher(schema).matches()) {
      throw wrong(
          "schema is at most 41 lower-case letters, digits and underscores, not '" + schema + "'");
    }
    var readers = readers(given.getOrDefault("readers", "8"));
    given.remove("schema");
    given.remove("readers");
    var who = at.getRawUserInfo() == null ? new String[0] : at.getRawUserInfo().split(":", 2);
    return new PostgresUrl(
        host,
        at.getPort() < 0 ? PORT : at.getPort(),
        decoded(path.substring(1)),
        who.length > 0 && !who[0].isEmpty() ? decoded(who[0]) : null,
        who.length > 1 ? decoded(who[1]) : null,
        schema,
        readers,
        given);
  }

  private static URI uri(String url) {
    try {
      var uri = new URI(url);
      if (!is(url)) {
        throw wrong("the beginning is another");
      }
      return uri;
    } catch (URISyntaxException broken) {
      // the exception quotes the whole URL, password and all
      throw wrong(
          "there is a character at place "
              + (broken.getIndex() + 1)
              + " that must be written as % and two hexadecimal digits");
    }
  }

  private static Map<String, String> parameters(@Nullable String query) {
    var parameters = new LinkedHashMap<String, String>();
    if (query != null) {
      for (var parameter : query.split("&")) {
        var parts = parameter.split("=", 2);
        if (parts.length < 2 || parts[0].isEmpty()) {
          throw wrong("its parameters are name=value, not '" + parts[0] + "'");
        }
        parameters.put(decoded(parts[0]), decoded(parts[1]));
      }
    }
    return parameters;
  }

  private static int readers(String text) {
    try {
      var number = Integer.parseInt(text);
      if (number >= 1 && number <= MOST_READERS) {
        return number;
      }
    } catch (NumberFormatException _) {
      // said below
    }
    throw wrong("readers is a number from 1 to " + MOST_READERS + ", not '" + text + "'");
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static IllegalArgumentException wrong(String why) {
    return new IllegalArgumentException(
        "A PostgreSQL store URL is"
            + " postgresql://[user[:password]@]host[:port]/database[?schema=name]; in the one"
            + " given, "
            + why);
  }

  /** Where it is, as people are told it: without the password. */
  @Override
  public String toString() {
    return "postgresql://" + host + ":" + port + "/" + database + "?schema=" + schema;
  }
}
