package dev.daybook.doors.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {
  @TempDir Path folder;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-31T12:00:00Z"));
  private final InstantSource clock = now::get;

  @Test
  void the_first_start_makes_an_owner_token_that_only_its_owner_can_read() throws IOException {
    var text = Tokens.of(folder, clock).ownerToken();

    assertThat(Files.readString(folder.resolve("token")).strip()).isEqualTo(text);
    assertThat(Tokens.of(folder, clock).ownerToken()).isEqualTo(text);
    assertThat(Tokens.of(folder, clock).authenticate(text).orElseThrow().actor())
        .hasToString("token:owner");
    for (var file : new String[] {"token", "tokens.json"}) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file))))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void a_token_is_kept_as_a_hash_only() throws IOException {
    var issued = Tokens.of(folder, clock).issue("laptop");

    assertThat(Files.readString(folder.resolve("tokens.json")))
        .contains("laptop")
        .doesNotContain(issued.text());
    assertThat(issued.text().length()).isGreaterThan(43);
  }

  @Test
  void what_another_process_adds_or_revokes_is_seen_at_once() {
    var server = Tokens.of(folder, clock);
    var cli = Tokens.of(folder, clock);

    var issued = cli.issue("laptop");
    assertThat(server.authenticate(issued.text())).isPresent();
    assertThat(cli.revoke("laptop")).isTrue();
    assertThat(server.authenticate(issued.text())).isEmpty();
    assertThat(server.list().getFirst().revoked()).isEqualTo(now.get());
    assertThat(cli.revoke("laptop")).isFalse();
  }

  @Test
  void a_name_is_given_once_until_its_token_is_revoked() {
    var tokens = Tokens.of(folder, clock);
    tokens.issue("laptop");

    assertThatThrownBy(() -> tokens.issue("laptop")).hasMessageContaining("already");
    assertThatThrownBy(() -> tokens.issue("no spaces")).hasMessageContaining("letters");
    tokens.revoke("laptop");
    assertThat(tokens.issue("laptop").token().valid()).isTrue();
  }

  @Test
  void many_writers_at_once_lose_no_token() throws InterruptedException {
    var threads =
        java.util.stream.IntStream.range(0, 8)
            .mapToObj(i -> Thread.ofVirtual().start(() -> Tokens.of(folder, clock).issue("t" + i)))
            .toList();
    for (var thread : threads) {
      thread.join();
    }

    assertThat(Tokens.of(folder, clock).list()).hasSize(8);
  }

  @Test
  void a_sign_in_code_works_once_and_for_ten_minutes() {
    var tokens = Tokens.of(folder, clock);
    tokens.ownerToken();
    var signIn = new SignIn(tokens, clock);
    var code = signIn.code(Tokens.OWNER);
    var late = signIn.code(Tokens.OWNER);

    var session = signIn.redeem(code).orElseThrow();
    assertThat(signIn.redeem(code)).isEmpty();
    assertThat(signIn.holder(session).orElseThrow().name()).isEqualTo("owner");
    now.set(now.get().plus(Duration.ofMinutes(10)));
    assertThat(signIn.redeem(late)).isEmpty();
    now.set(now.get().plus(Duration.ofDays(30)));
    assertThat(signIn.holder(session)).isEmpty();
  }

  @Test
  void a_session_ends_with_its_token_or_by_signing_out() {
    var tokens = Tokens.of(folder, clock);
    tokens.issue("laptop");
    var signIn = new SignIn(tokens, clock);
    var first = signIn.redeem(signIn.code("laptop")).orElseThrow();
    var second = signIn.redeem(signIn.code("laptop")).orElseThrow();

    signIn.signOut(first);
    assertThat(signIn.holder(first)).isEmpty();
    tokens.revoke("laptop");
    assertThat(signIn.holder(second)).isEmpty();
  }

  @Test
  void a_caller_has_a_burst_and_then_a_steady_rate() {
    var limit = new RateLimit(2, 3, clock);
    for (var i = 0; i < 3; i++) {
      assertThat(limit.take("a")).isEmpty();
    }

    assertThat(limit.take("a")).contains(Duration.ofMillis(500));
    assertThat(limit.take("b")).isEmpty();
    now.set(now.get().plusSeconds(1));
    assertThat(limit.take("a")).isEmpty();
  }
}
