package dev.daybook.runtime.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.memory.MemoryLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is wrong with an archive is named by its line; what came before it is whole. */
class HostileArchiveTest {
  private static final int BAD = 20;

  private final MemoryLog log = Logs.odd(31, 40);
  private final MemoryLog target = Logs.empty(99);
  private final byte[] archive = Logs.exported(log, 0);

  @AfterEach
  void close() {
    log.close();
    target.close();
  }

  @ParameterizedTest(name = "{0} to {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "\"specversion\":\"1.0\" | \"specversion\":\"2.0\" | specversion",
        "\"specversion\":\"1.0\" | \"specversion\":1.0 | no text",
        "\"sequence\":\"19\" | \"sequence\":\"-19\" | whole number",
        "\"sequence\":\"19\" | \"sequence\":\"99999999999999999999\" | whole number",
        "\"sequence\":\"19\" | \"sequence\":\"18\" | position 19 was due",
        "\"sequence\":\"19\" | \"sequence\":\"20\" | position 19 was due",
        "\"sequence\":\"19\" | \"sequence\":[19] | whole number",
        "\"sequence\":\"19\" | \"sequence\":\"19\",\"sequence\":\"19\" | twice",
        "\"actor\": | \"who\": | does not know",
        "\"appendid\":\" | \"appendid\":\"0 | UUID",
        "\"hash\":\" | \"hash\":\"f | ",
        "\"door\":\" | \"door\":\"x | was changed",
        "\"type\":\"dev.daybook. | \"type\":\"com.example. | dev.daybook",
        "\"source\":\"/daybook/ | \"source\":\"/daybook/x | ",
        "\"datacontenttype\":\"application/json\" | \"datacontenttype\":\"text/xml\" |"
            + " datacontenttype",
        "{\"specversion\" | {{\"specversion\" | due",
        "{\"specversion\" | [{\"specversion\" | due",
      })
  void a_bad_line_is_named_with_its_number(String from, String to, String says) {
    var bad = changed(line -> line.replace(from, to));
    assertThat(bad).as("the change changes something").isNotEqualTo(archive);
    assertThatThrownBy(() -> Logs.into(target, bad))
        .isInstanceOf(BadArchiveException.class)
        .hasMessageStartingWith("Line " + BAD + ": ")
        .hasMessageContaining(says == null ? "" : says)
        .hasMessageContaining("Get the file again");
    holdsAWholePrefix();
  }

  @Test
  void a_missing_a_doubled_and_a_swapped_line_are_named() {
    var lines = new ArrayList<>(Logs.lines(archive));
    var line = lines.remove(BAD - 1);
    refused(Logs.of(lines), "position 19 was due, this is 20");
    lines.add(BAD - 1, line);
    lines.add(BAD - 1, line);
    refused(Logs.of(lines), "position 20 was due, this is 19");
    lines.remove(BAD - 1);
    java.util.Collections.swap(lines, BAD - 1, BAD);
    refused(Logs.of(lines), "position 19 was due, this is 20");
  }

  @Test
  void bytes_that_are_no_utf8_are_refused() {
    var bad = archive.clone();
    var at = new String(archive, StandardCharsets.ISO_8859_1).indexOf("\"sequence\":\"19\"");
    bad[at + 1] = (byte) 0xff;
    refused(bad, "UTF-8");
  }

  @Test
  void a_line_without_end_is_refused_before_it_fills_the_memory() throws IOException {
    var endless =
        new InputStream() {
          @Override
          public int read() {
            return '{';
          }

          @Override
          public int read(byte[] bytes, int offset, int length) {
            java.util.Arrays.fill(bytes, offset, offset + length, (byte) '{');
            return length;
          }
        };
    assertThatThrownBy(() -> into(target, endless))
        .isInstanceOf(BadArchiveException.class)
        .hasMessageContaining("longer than");
    leftAlone();
  }

  @Test
  void a_file_that_unpacks_to_a_thousand_times_its_size_is_refused() throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      var zeros = new byte[1 << 20];
      for (var i = 0; i < 200; i++) {
        gzip.write(zeros);
      }
    }
    assertThatThrownBy(() -> Logs.into(target, out.toByteArray()))
        .isInstanceOf(BadArchiveException.class)
        .hasMessageContaining("longer than");
    leftAlone();
  }

  @Test
  void damaged_and_cut_compression_is_told() throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(archive);
    }
    var packed = out.toByteArray();
    refused(java.util.Arrays.copyOf(packed, packed.length / 2), "was cut");
    packed[packed.length / 2] ^= 0x55;
    assertThatThrownBy(() -> Logs.into(target, packed)).isInstanceOf(BadArchiveException.class);
    holdsAWholePrefix();
  }

  @Test
  void what_is_no_archive_leaves_the_store_alone() {
    for (var text : List.of("", "\n\n", "hello", "{}", "[]", "null", "{\"tasks\": []}", "\u0000")) {
      assertThatThrownBy(() -> Logs.into(target, text.getBytes(StandardCharsets.UTF_8)))
          .as(text)
          .isInstanceOf(BadArchiveException.class);
      leftAlone();
    }
    var lines = Logs.lines(archive);
    refused(Logs.of(lines.subList(1, lines.size())), "no header");
    leftAlone();
    refused(Logs.of(List.of(lines.getFirst().replace("\"format\":1", "\"format\":2"))), "format 2");
    leftAlone();
  }

  @Test
  void a_head_that_does_not_fit_is_refused() {
    var lines = new ArrayList<>(Logs.lines(archive));
    var head = lines.removeLast();
    var end = log.head().position().value();
    lines.add(head.replace("\"position\":" + end, "\"position\":" + (end + 1)));
    refused(Logs.of(lines), "its events end at " + end);
    lines.removeLast();
    lines.addAll(List.of(head, lines.get(5)));
    refused(Logs.of(lines), "behind the head");
    lines.removeLast();
    lines.add(lines.getFirst());
    refused(Logs.of(lines), "does not follow");
  }

  @Test
  void one_flipped_byte_anywhere_is_noticed_or_harmless() {
    var random = new Random(7);
    for (var i = 0; i < 300; i++) {
      var bad = archive.clone();
      var at = random.nextInt(bad.length);
      bad[at] ^= (byte) (1 << random.nextInt(8));
      try (var into = Logs.empty(99)) {
        try {
          Logs.into(into, bad);
          assertThat(Logs.all(into)).isEqualTo(Logs.all(log));
        } catch (BadArchiveException noticed) {
          assertThat(noticed.line()).isPositive();
          var held = (int) into.head().position().value();
          assertThat(Logs.all(into)).isEqualTo(Logs.all(log).subList(0, held));
        }
      }
    }
  }

  private byte[] changed(UnaryOperator<String> change) {
    var lines = new ArrayList<>(Logs.lines(archive));
    lines.set(BAD - 1, change.apply(lines.get(BAD - 1)));
    return Logs.of(lines);
  }

  private void refused(byte[] bad, String says) {
    assertThatThrownBy(() -> Logs.into(target, bad))
        .isInstanceOf(BadArchiveException.class)
        .hasMessageContaining(says);
    holdsAWholePrefix();
  }

  private void holdsAWholePrefix() {
    var held = (int) target.head().position().value();
    var events = Logs.all(log);
    assertThat(Logs.all(target)).isEqualTo(events.subList(0, held));
    if (held > 0 && held < events.size()) {
      assertThat(events.get(held).appendId()).isNotEqualTo(events.get(held - 1).appendId());
    }
  }

  private void leftAlone() {
    assertThat(target.head().position()).isEqualTo(Position.START);
    assertThat(target.head().log()).isNotEqualTo(log.head().log());
  }

  private static void into(EventLog log, InputStream in) throws IOException {
    new LogImport(log.restoring().orElseThrow(), Progress.NONE).archive(in);
  }
}
