package dev.daybook.doors.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The named tokens of a data directory, kept hashed in {@code tokens.json}. Several processes may
 * use the same directory: a token added or revoked by one is seen by the others at their next look.
 * Safe for many threads.
 */
public final class Tokens {
  /** The name of the token that the first start makes. */
  public static final String OWNER = "owner";

  private static final String PREFIX = "daybook_";
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._@-]{0,99}");

  private final Path folder;
  private final TokenFile file;
  private final InstantSource clock;
  private final Secrets secrets = new Secrets();
  private final ReentrantLock changing = new ReentrantLock();
  private volatile Known known = new Known(TokenFile.Stamp.ABSENT, List.of());

  private record Known(TokenFile.Stamp stamp, List<Token> tokens) {}

  /** A token just made: the only moment its text is known. */
  public record Issued(Token token, String text) {}

  private Tokens(Path folder, InstantSource clock) {
    this.folder = folder;
    this.file = new TokenFile(folder);
    this.clock = clock;
  }

  /** The tokens of a data directory; nothing is made yet. */
  public static Tokens of(Path dataDirectory, InstantSource clock) {
    return new Tokens(dataDirectory, clock);
  }

  /**
   * Makes sure that the owner has a token: at the first start one is made and its text written to
   * the file {@code token} (mode 0600). The text of that file.
   */
  public String ownerToken() {
    var path = folder.resolve("token");
    try {
      if (Files.exists(path)) {
        var text = Files.readString(path).strip();
        if (authenticate(text).isPresent()) {
          return text;
        }
      }
      Files.createDirectories(folder);
      var text = PREFIX + secrets.next();
      var owner = new Token(OWNER, Secrets.hash(text), clock.instant(), null);
      change(tokens -> {
        var kept =
            new ArrayList<>(tokens.stream().filter(one -> !one.name().equals(OWNER)).toList());
        kept.addFirst(owner);
        return kept;
      });
      TokenFile.write(path, text + "\n");
      return text;
    } catch (IOException fault) {
      throw new UncheckedIOException(
          "The file 'token' in the data directory cannot be written", fault);
    }
  }

  /**
   * Makes a new named token.
   *
   * @throws IllegalArgumentException when the name is no name or is taken
   */
  public Issued issue(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "A token name is 1 to 100 letters, digits, '.', '_', '@' or '-', not: " + name);
    }
    var text = PREFIX + secrets.next();
    var token = new Token(name, Secrets.hash(text), clock.instant(), null);
    change(tokens -> {
      if (tokens.stream().anyMatch(one -> one.name().equals(name) && one.valid())) {
        throw new IllegalArgumentException(
            "There is a token '" + name + "' already. Revoke it first or choose another name.");
      }
      var more = new ArrayList<>(tokens);
      more.add(token);
      return more;
    });
    return new Issued(token, text);
  }

  /**
   * Revokes a token; its holder is refused from now on. Whether there was a valid one of this name.
   */
  public boolean revoke(String name) {
    var now = clock.instant();
    var found = valid(name);
    change(tokens ->
        tokens.stream()
            .map(one ->
                one.name().equals(name) && one.valid()
                    ? new Token(one.name(), one.hash(), one.created(), now)
                    : one)
            .collect(Collectors.toList()));
    return found;
  }

  /** All tokens, also the revoked, in the order they were made. */
  public List<Token> list() {
    return current();
  }

  /** The valid token with this text. */
  public Optional<Token> authenticate(String text) {
    if (text.isEmpty() || text.length() > 200) {
      return Optional.empty();
    }
    var hash = Secrets.hash(text);
    return current().stream().filter(one -> one.valid() && one.hash().equals(hash)).findFirst();
  }

  /** Whether a valid token has this name. */
  public boolean valid(String name) {
    return current().stream().anyMatch(one -> one.valid() && one.name().equals(name));
  }

  private List<Token> current() {
    var stamp = file.stamp();
    var seen = known;
    if (!stamp.equals(seen.stamp())) {
      seen = new Known(stamp, file.read());
      known = seen;
    }
    return seen.tokens();
  }

  private void change(java.util.function.UnaryOperator<List<Token>> change) {
    changing.lock();
    try {
      file.change(change);
      known = new Known(TokenFile.Stamp.ABSENT, List.of());
    } finally {
      changing.unlock();
    }
  }
}
