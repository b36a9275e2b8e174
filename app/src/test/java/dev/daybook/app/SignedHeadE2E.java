package dev.daybook.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A head that was signed and kept elsewhere tells later whether the log is still the same. */
class SignedHeadE2E {
  @TempDir Path folder;
  private Path data;
  private String key;
  private String head;
  private Line line;

  @BeforeEach
  void sign() {
    data = folder.resolve("data");
    key = folder.resolve("daybook.key").toString();
    head = folder.resolve("head.json").toString();
    line = Line.on(data);
    line.run("key", "new", key).well();
  }

  @ParameterizedTest
  @EnumSource(StoreInTest.class)
  void a_signed_head_is_checked_against_the_log_on_every_store(StoreInTest kind) {
    var there = Line.on(folder.resolve("there"), kind.url(folder));
    there.run("task", "create", "--name", "One").well();
    there.run("verify", "--export-head", head, "--sign", key).well();
    there.run("task", "create", "--name", "Two").well();
    assertThat(
            there
                .json("verify", "--against", head, "--key", key + ".pub")
                .path("signedBy")
                .asString())
        .startsWith("SHA256:");
    line.run("task", "create", "--name", "Another log").well();
    problem(line, "other_log", "--against", head, "--key", key + ".pub");
  }

  @Test
  void altered_forged_and_unsigned_heads_are_named_with_a_server_and_without() throws IOException {
    try (var server = ServerInTest.on(data)) {
      server.owner().task("One");
      line.run("verify", "--export-head", head, "--sign", key).well();
      line.run("verify", "--against", head, "--key", key + ".pub").well();
    }
    var altered = folder.resolve("altered.json");
    Files.writeString(
        altered, Files.readString(Path.of(head)).replace("\"epoch\": ", "\"epoch\": 9"));
    problem(line, "head_altered", "--against", altered.toString(), "--key", key + ".pub");
    problem(line, "head_altered", "--against", altered.toString());

    var other = folder.resolve("other.key").toString();
    line.run("key", "new", other).well();
    problem(line, "head_forged", "--against", head, "--key", other + ".pub");
    var plain = folder.resolve("plain.json").toString();
    line.run("verify", "--export-head", plain).well();
    problem(line, "head_unsigned", "--against", plain, "--key", key + ".pub");
    line.run("verify", "--against", plain).well();
  }

  @Test
  void a_key_is_its_owners_alone_and_nothing_else_is_taken_for_one() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(key))))
        .isEqualTo("rw-------");
    assertThat(line.run("key", "new", key).code()).isEqualTo(4);
    assertThat(line.run("verify", "--export-head", head, "--sign", key + ".pub").code())
        .isEqualTo(4);
    assertThat(line.run("verify", "--sign", key).code()).isEqualTo(4);
    assertThat(line.run("verify", "--key", key + ".pub").code()).isEqualTo(4);
    assertThat(line.run("verify", "--from", "5", "--to", "4").code()).isEqualTo(4);
    assertThat(Files.exists(Path.of(head))).isFalse();
  }

  private static void problem(Line line, String name, String... arguments) {
    var all = new java.util.ArrayList<>(java.util.List.of("verify", "--json"));
    all.addAll(java.util.List.of(arguments));
    var ran = line.run(all.toArray(String[]::new));
    assertThat(ran.code()).as(ran.out() + ran.err()).isEqualTo(1);
    assertThat(ran.json().path("findings"))
        .anySatisfy(found -> assertThat(found.path("problem").asString()).isEqualTo(name));
  }
}
