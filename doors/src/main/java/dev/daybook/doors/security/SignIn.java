package dev.daybook.doors.security;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sign-in of a browser: a one-time code (10 minutes, single use) is exchanged for a session (30
 * days, or until the server stops). Both are kept hashed and in memory only; a session ends with
 * the token it was made for. Safe for many threads.
 */
public final class SignIn {
  /** How long a code can be used. */
  public static final Duration CODE_LIFE = Duration.ofMinutes(10);

  /** How long a session lasts. */
  public static final Duration SESSION_LIFE = Duration.ofDays(30);

  private static final int MOST = 1_000;

  private final Tokens tokens;
  private final InstantSource clock;
  private final Secrets secrets = new Secrets();
  private final Map<String, Grant> codes = new ConcurrentHashMap<>();
  private final Map<String, Grant> sessions = new ConcurrentHashMap<>();

  private record Grant(Token token, Instant until) {}

  public SignIn(Tokens tokens, InstantSource clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  /** A new code for the holder of a token. */
  public String code(String tokenName) {
    var token =
        tokens.list().stream()
            .filter(one -> one.valid() && one.name().equals(tokenName))
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("There is no valid token '" + tokenName + "'."));
    var code = secrets.next();
    keep(codes, code, new Grant(token, clock.instant().plus(CODE_LIFE)));
    return code;
  }

  /** The session that a code opens; empty when it is unknown, used or too old. */
  public Optional<String> redeem(String code) {
    var grant = codes.remove(Secrets.hash(code));
    if (grant == null || !alive(grant)) {
      return Optional.empty();
    }
    var session = secrets.next();
    keep(sessions, session, new Grant(grant.token(), clock.instant().plus(SESSION_LIFE)));
    return Optional.of(session);
  }

  /** The token in whose name a session acts; empty when it is over. */
  public Optional<Token> holder(String session) {
    var key = Secrets.hash(session);
    var grant = sessions.get(key);
    if (grant == null) {
      return Optional.empty();
    }
    if (!alive(grant)) {
      sessions.remove(key);
      return Optional.empty();
    }
    return Optional.of(grant.token());
  }

  /** Ends a session. */
  public void signOut(String session) {
    sessions.remove(Secrets.hash(session));
  }

  private boolean alive(Grant grant) {
    return clock.instant().isBefore(grant.until()) && tokens.list().contains(grant.token());
  }

  private void keep(Map<String, Grant> kept, String secret, Grant grant) {
    if (kept.size() >= MOST) {
      var now = clock.instant();
      kept.values().removeIf(one -> !now.isBefore(one.until()));
      kept.entrySet().stream()
          .min(java.util.Comparator.comparing(entry -> entry.getValue().until()))
          .filter(_ -> kept.size() >= MOST)
          .ifPresent(oldest -> kept.remove(oldest.getKey()));
    }
    kept.put(Secrets.hash(secret), grant);
  }
}
