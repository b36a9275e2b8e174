package dev.daybook.kernel.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.daybook.kernel.log.Hash;
import dev.daybook.kernel.log.LogHead;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.verify.Finding.Problem;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignedHeadTest {
  /** What {@code openssl genpkey -algorithm ed25519} and {@code openssl pkey -pubout} wrote. */
  private static final String FOREIGN_TOOL =
      """
      -----BEGIN PRIVATE KEY-----
      MC4CAQAwBQYDK2VwBCIEIOVZlDJUaUTKrk4aCbwJe/5yfcXD4uUg2ruIT1bD8T3D
      -----END PRIVATE KEY-----
      """;

  private static final String FOREIGN_TOOL_PUBLIC =
      """
      -----BEGIN PUBLIC KEY-----
      MCowBQYDK2VwAyEAnNNYykFzBDNrwvnQVacBJ7ANp9oK+GmbKiCZZNAIgZA=
      -----END PUBLIC KEY-----
      """;

  @TempDir Path folder;
  private final SigningKey key = SigningKey.create();
  private final Fixture log = Fixture.of(Fixture.log(20));
  private final HeadExport signed = new HeadExport(log.head()).signed(key);

  @Test
  void a_signed_head_comes_back_from_its_file_and_is_vouched_for() throws IOException {
    signed.write(folder.resolve("head.json"));
    var read = HeadExport.read(folder.resolve("head.json"));
    assertThat(read).isEqualTo(signed);
    assertThat(read.checkSignature(key.publicKey())).isEmpty();
    assertThat(read.checkSignature(null)).isEmpty();
    assertThat(read.check(log)).isEmpty();
  }

  @Test
  void a_head_without_signature_is_read_as_ever() {
    var plain = HeadExport.parse(new HeadExport(log.head()).text(), "It");
    assertThat(plain).isEqualTo(new HeadExport(log.head()));
    assertThat(plain.checkSignature(null)).isEmpty();
    assertThat(problems(plain.checkSignature(key.publicKey())))
        .containsExactly(Problem.HEAD_UNSIGNED);
  }

  @ParameterizedTest
  @CsvSource({"epoch", "position", "hash", "time", "log"})
  void a_head_that_was_changed_after_it_was_signed_is_named(String member) {
    var head = log.head();
    var changed =
        switch (member) {
          case "epoch" ->
              new LogHead(head.log(), head.epoch() + 1, head.position(), head.hash(), head.time());
          case "position" ->
              new LogHead(
                  head.log(), head.epoch(), head.position().next(), head.hash(), head.time());
          case "hash" ->
              new LogHead(head.log(), head.epoch(), head.position(), Hash.ZERO, head.time());
          case "time" ->
              new LogHead(
                  head.log(),
                  head.epoch(),
                  head.position(),
                  head.hash(),
                  head.time().plusSeconds(1));
          default ->
              new LogHead(
                  Fixture.log(1).head().log(),
                  head.epoch(),
                  head.position(),
                  head.hash(),
                  head.time());
        };
    var text = new HeadExport(changed, signed.signature()).text();
    var read = HeadExport.parse(text, "It");
    assertThat(problems(read.checkSignature(null))).containsExactly(Problem.HEAD_ALTERED);
    assertThat(problems(read.checkSignature(key.publicKey())))
        .containsExactly(Problem.HEAD_ALTERED);
  }

  @Test
  void a_head_signed_with_another_key_is_named() {
    var other = SigningKey.create();
    var forged = new HeadExport(log.head()).signed(other);
    assertThat(forged.checkSignature(null)).isEmpty();
    assertThat(forged.checkSignature(key.publicKey()))
        .singleElement()
        .satisfies(found -> {
          assertThat(found.problem()).isEqualTo(Problem.HEAD_FORGED);
          assertThat(found.detail())
              .contains(SigningKey.fingerprint(other.publicKey()))
              .contains(SigningKey.fingerprint(key.publicKey()));
        });
  }

  @Test
  void a_signature_under_a_borrowed_key_is_named() {
    var other = new HeadExport(log.head()).signed(SigningKey.create());
    var mixed =
        HeadExport.parse(
            signed.text().replace(line(signed, "signature"), line(other, "signature")), "It");
    assertThat(problems(mixed.checkSignature(key.publicKey())))
        .containsExactly(Problem.HEAD_ALTERED);
  }

  @Test
  void a_signed_head_tells_a_cut_tail_a_rewritten_past_and_another_log() {
    var head = log.head();
    var later =
        new HeadExport(
                new LogHead(head.log(), head.epoch(), new Position(25), head.hash(), head.time()))
            .signed(key);
    assertThat(later.checkSignature(key.publicKey())).isEmpty();
    assertThat(problems(later.check(log))).containsExactly(Problem.CUT_TAIL);
    var earlier =
        new HeadExport(
                new LogHead(head.log(), head.epoch(), new Position(7), head.hash(), head.time()))
            .signed(key);
    assertThat(problems(earlier.check(log))).containsExactly(Problem.REWRITTEN);
    var foreign = new HeadExport(Fixture.log(3).head()).signed(key);
    assertThat(problems(foreign.check(log))).containsExactly(Problem.OTHER_LOG);
  }

  @Test
  void a_key_pair_is_kept_for_its_owner_and_never_overwritten() throws IOException {
    var file = folder.resolve("daybook.key");
    var beside = key.write(file);
    assertThat(beside).isEqualTo(folder.resolve("daybook.key.pub"));
    if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
    assertThat(SigningKey.readPublic(beside)).isEqualTo(key.publicKey());
    var again = SigningKey.read(file);
    assertThat(again.publicKey()).isEqualTo(key.publicKey());
    assertThat(new HeadExport(log.head()).signed(again)).isEqualTo(signed);
    assertThatThrownBy(() -> SigningKey.create().write(file))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(SigningKey.read(file).publicKey()).isEqualTo(key.publicKey());
  }

  @Test
  void a_key_that_another_tool_made_signs() throws IOException {
    var file = Files.writeString(folder.resolve("own.pem"), FOREIGN_TOOL);
    var beside = Files.writeString(folder.resolve("own.pub"), FOREIGN_TOOL_PUBLIC);
    var head = new HeadExport(log.head()).signed(SigningKey.read(file));
    assertThat(head.checkSignature(SigningKey.readPublic(beside))).isEmpty();
  }

  @Test
  void what_is_no_key_is_refused_by_name() throws IOException {
    key.write(folder.resolve("k"));
    for (var text :
        List.of("", "hello", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----")) {
      var file = Files.writeString(folder.resolve("bad"), text);
      assertThatThrownBy(() -> SigningKey.read(file))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("bad")
          .hasMessageContaining("daybook key new");
    }
    assertThatThrownBy(() -> SigningKey.readPublic(folder.resolve("k")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ends with .pub");
    assertThatThrownBy(() -> SigningKey.read(folder.resolve("k.pub")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String line(HeadExport export, String member) {
    return export
        .text()
        .lines()
        .filter(line -> line.contains("\"" + member + "\""))
        .findFirst()
        .orElseThrow();
  }

  private static List<Problem> problems(List<Finding> findings) {
    return findings.stream().map(Finding::problem).toList();
  }
}
