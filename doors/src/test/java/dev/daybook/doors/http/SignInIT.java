package dev.daybook.doors.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.daybook.doors.security.Tokens;
import java.net.URI;
import org.junit.jupiter.api.Test;

class SignInIT extends AtTheDoor {
  private String signIn() {
    var link = URI.create(door.server.signInLink(Tokens.OWNER));
    var answer = door.get(link.getPath() + "?" + link.getQuery(), "No-Token", "");
    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.header("Location")).isEqualTo("/");
    var cookie = answer.header("Set-Cookie");
    assertThat(cookie).contains("HttpOnly", "SameSite=Strict", "Path=/");
    assertThat(door.get(link.getPath() + "?" + link.getQuery(), "No-Token", "").status())
        .isEqualTo(401);
    return cookie.substring(0, cookie.indexOf(';'));
  }

  @Test
  void a_link_signs_a_browser_in_once() {
    var cookie = signIn();

    assertThat(door.get("/api/status", "Cookie", cookie).json().path("actor").asString())
        .isEqualTo("token:owner");
    assertThat(door.get("/", "Cookie", cookie, "Accept", "text/html").status()).isEqualTo(200);
    assertThat(door.get("/", "No-Token", "", "Accept", "text/html").text()).contains("Daybook");
  }

  @Test
  void a_session_changes_things_only_from_our_own_pages() {
    var cookie = signIn();
    var body = "{\"name\":\"Dune\"}";

    assertThat(door.post("/api/books", body, "Cookie", cookie).status()).isEqualTo(403);
    assertThat(
            door.post("/api/books", body, "Cookie", cookie, "Origin", "http://evil.example")
                .status())
        .isEqualTo(403);
    assertThat(
            door.post("/api/books", body, "Cookie", cookie, "Sec-Fetch-Site", "same-site").status())
        .isEqualTo(403);
    assertThat(door.head()).isZero();
    assertThat(
            door.post("/api/books", body, "Cookie", cookie, "Origin", door.server.address())
                .status())
        .isEqualTo(201);
    assertThat(
            door.post("/api/books", body, "Cookie", cookie, "Sec-Fetch-Site", "same-origin")
                .status())
        .isEqualTo(201);
  }

  @Test
  void signing_out_or_revoking_the_token_ends_the_session() {
    var cookie = signIn();
    assertThat(
            door.post("/sign-out", "", "Cookie", cookie, "Origin", door.server.address()).status())
        .isEqualTo(204);
    assertThat(door.get("/api/status", "Cookie", cookie).status()).isEqualTo(401);

    var other = signIn();
    door.tokens.revoke(Tokens.OWNER);
    assertThat(door.get("/api/status", "Cookie", other).status()).isEqualTo(401);
  }

  @Test
  void the_holder_of_a_token_gets_a_new_link() {
    var link = door.post("/api/sign-in-links", "").json().path("url").asString();

    assertThat(link).startsWith(door.server.address() + "/sign-in?code=");
    assertThat(door.post("/api/sign-in-links", "", "No-Token", "").status()).isEqualTo(401);
  }

  @Test
  void the_server_listens_on_this_machine_only() {
    assertThatThrownBy(() ->
            HttpServer.start(
                new HttpServer.Setup("0.0.0.0", 0, "test", Limits.DEFAULT),
                door.engine,
                null,
                door.tokens))
        .hasMessageContaining("this machine only");
    assertThatThrownBy(() ->
            HttpServer.start(
                new HttpServer.Setup("192.0.2.1", 0, "test", Limits.DEFAULT),
                door.engine,
                null,
                door.tokens))
        .hasMessageContaining("ssh -L");
  }
}
