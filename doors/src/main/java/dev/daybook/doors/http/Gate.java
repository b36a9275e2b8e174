package dev.daybook.doors.http;

import dev.daybook.doors.security.RateLimit;
import dev.daybook.doors.security.SignIn;
import dev.daybook.doors.security.Token;
import dev.daybook.doors.security.Tokens;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Stands before the router on every socket: only requests to this machine's own names and from
 * Daybook's own pages come in; whoever shows a valid token or session is the caller; every answer
 * leaves with the headers that keep browsers safe.
 */
final class Gate {
  private static final String POLICY =
      "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src"
          + " 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors"
          + " 'none'";
  private static final Map<String, String> DRESS =
      Map.of(
          "Content-Security-Policy", POLICY,
          "X-Content-Type-Options", "nosniff",
          "Referrer-Policy", "no-referrer",
          "X-Frame-Options", "DENY",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Cross-Origin-Opener-Policy", "same-origin");
  private static final Map<String, String> UNCACHED_DRESS = uncached();
  private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Pattern BEARER = Pattern.compile("Bearer\\s+(.*)", Pattern.CASE_INSENSITIVE);
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  private final Router router;
  private final Tokens tokens;
  private final SignIn signIn;
  private final RateLimit rate;
  private final int port;
  private final Set<String> hosts;

  Gate(Router router, Tokens tokens, SignIn signIn, RateLimit rate, int port) {
    this.router = router;
    this.tokens = tokens;
    this.signIn = signIn;
    this.rate = rate;
    this.port = port;
    this.hosts =
        NAMES.stream()
            .flatMap(
                name -> port == 80 ? Stream.of(name, name + ":80") : Stream.of(name + ":" + port))
            .collect(Collectors.toUnmodifiableSet());
  }

  private static Map<String, String> uncached() {
    var dress = new HashMap<>(DRESS);
    dress.put("Cache-Control", "no-store");
    return Map.copyOf(dress);
  }

  Response handle(Request request) {
    return dressed(request, Gzip.apply(request, admitted(request)));
  }

  private Response admitted(Request request) {
    try {
      host(request);
      origin(request);
      var path = request.path();
      if (path.equals("/sign-in")
          || path.equals("/sign-out")
          || path.equals("/api/sign-in-links")) {
        return signing(request);
      }
      var known = known(request);
      known.ifPresent(caller -> limit(caller, request));
      return router.handle(known.map(request::by).orElse(request));
    } catch (RuntimeException refused) {
      return router.failed(request, refused);
    }
  }

  private void host(Request request) {
    var host = request.headers().first("Host").orElse("").toLowerCase(java.util.Locale.ROOT);
    if (!hosts.contains(host)) {
      throw Problems.of(
          Problem.Kind.MISDIRECTED,
          "foreign_host",
          "The server does not answer to "
              + Problems.shown(host)
              + ". Ask for http://127.0.0.1:"
              + port
              + ".");
    }
  }

  private void origin(Request request) {
    var origin = request.headers().first("Origin");
    if (origin.isPresent() && !own(origin.get())) {
      throw foreign();
    }
    var site = request.headers().first("Sec-Fetch-Site").orElse("none");
    if (!site.equals("none") && !site.equals("same-origin") && !opensPage(request)) {
      throw foreign();
    }
  }

  /** A link on another site may open a page, but nothing else. */
  private static boolean opensPage(Request request) {
    return request.method().equals("GET")
        && request.headers().first("Sec-Fetch-Mode").orElse("").equals("navigate")
        && !request.path().startsWith("/api/");
  }

  private boolean own(String origin) {
    return origin.startsWith("http://") && hosts.contains(origin.substring("http://".length()));
  }

  private static Refusal foreign() {
    return Problems.of(
        Problem.Kind.FORBIDDEN,
        "foreign_origin",
        "Only pages of this server may send requests to it from a browser.");
  }

  /**
   * The caller a request shows; a token that is no longer valid is refused, none at all is not yet
   * a fault.
   */
  private Optional<Caller> known(Request request) {
    var authorization = request.headers().first("Authorization");
    if (authorization.isPresent()) {
      var shown = BEARER.matcher(authorization.get().strip());
      if (!shown.matches()) {
        throw Problems.noToken(false);
      }
      var token = tokens.authenticate(shown.group(1)).orElseThrow(() -> Problems.noToken(true));
      return Optional.of(caller(token, () -> tokens.list().contains(token)));
    }
    var session = session(request);
    var holder = session.flatMap(signIn::holder);
    if (holder.isEmpty()) {
      return Optional.empty();
    }
    if (!SAFE.contains(request.method()) && !fromOwnPage(request)) {
      throw foreign();
    }
    var cookie = session.get();
    return Optional.of(caller(holder.get(), () -> signIn.holder(cookie).isPresent()));
  }

  private static Caller caller(Token token, java.util.function.BooleanSupplier stillIn) {
    return new Caller(token.actor(), "http", stillIn);
  }

  private static boolean fromOwnPage(Request request) {
    return request.headers().first("Origin").isPresent()
        || request.headers().first("Sec-Fetch-Site").filter("same-origin"::equals).isPresent();
  }

  private void limit(Caller caller, Request request) {
    rate.take(caller.actor().toString())
        .ifPresent(wait -> {
          throw Problems.tooMany(wait);
        });
  }

  private Response signing(Request request) {
    return switch (request.method() + " " + request.path()) {
      case "GET /sign-in" -> signIn(request);
      case "POST /sign-out" -> {
        known(request);
        session(request).ifPresent(signIn::signOut);
        yield Response.empty(204).with("Set-Cookie", cookie("", 0));
      }
      case "POST /api/sign-in-links" -> link(request);
      default ->
          throw Problems.method(
              request.method(), request.path().equals("/sign-in") ? "GET" : "POST");
    };
  }

  private Response signIn(Request request) {
    var session = request.parameter("code").flatMap(signIn::redeem);
    if (session.isEmpty()) {
      return StaticFiles.page(
          401,
          "This sign-in link is no longer valid",
          "<p>A link works once, for ten minutes. Make a new one with <code>daybook"
              + " sign-in</code>.</p>");
    }
    return Response.seeOther("/")
        .with("Set-Cookie", cookie(session.get(), SignIn.SESSION_LIFE.toSeconds()))
        .with("Cache-Control", "no-store");
  }

  private Response link(Request request) {
    var caller = known(request).orElseThrow(() -> Problems.noToken(false));
    limit(caller, request);
    var host = request.headers().first("Host").orElse("127.0.0.1:" + port);
    var url = url(host, caller.actor().id());
    return Response.of(
            201,
            "application/json",
            ("{\"url\":\"" + url + "\"}").getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .with("Cache-Control", "no-store");
  }

  /** A new sign-in link in the name of a token. */
  String url(String tokenName) {
    return url("127.0.0.1:" + port, tokenName);
  }

  /** The cookie belongs to the name the browser uses, so the link keeps that name. */
  private String url(String host, String tokenName) {
    return "http://" + host + "/sign-in?code=" + signIn.code(tokenName);
  }

  private Optional<String> session(Request request) {
    var name = cookieName() + "=";
    return request.headers().all("Cookie").stream()
        .flatMap(header -> java.util.Arrays.stream(header.split(";")))
        .map(String::strip)
        .filter(cookie -> cookie.startsWith(name))
        .map(cookie -> cookie.substring(name.length()))
        .findFirst();
  }

  /** Browsers keep cookies by host alone; the port in the name keeps two servers apart. */
  private String cookieName() {
    return "daybook-" + port;
  }

  private String cookie(String value, long seconds) {
    return cookieName() + "=" + value + "; Path=/; HttpOnly; SameSite=Strict; Max-Age=" + seconds;
  }

  private static Response dressed(Request request, Response response) {
    var dress =
        request.path().startsWith("/api/") && response.header("Cache-Control").isEmpty()
            ? UNCACHED_DRESS
            : DRESS;
    return response.with(dress);
  }
}
