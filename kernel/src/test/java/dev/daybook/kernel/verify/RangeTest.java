package dev.daybook.kernel.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.verify.Finding.Problem;
import dev.daybook.kernel.verify.Verifier.Range;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RangeTest {
  private final Fixture log = Fixture.of(Fixture.log(100));

  @Test
  void a_range_of_an_untouched_log_is_clean() {
    for (var first = 1; first <= 100; first += 9) {
      var report = verify(first, first + 20);
      assertThat(report.findings()).isEmpty();
      assertThat(report.checked()).isEqualTo(Math.min(21, 100 - first + 1));
    }
    assertThat(verify(1, Long.MAX_VALUE).checked()).isEqualTo(100);
  }

  @Test
  void a_range_names_what_lies_in_it_and_nothing_else() {
    for (var bad : List.of(10, 30, 31, 50, 90)) {
      log.change(bad);
    }
    log.damage(70);
    assertThat(positions(30, 50)).containsExactly(30L, 31L, 50L);
    assertThat(positions(32, 49)).isEmpty();
    assertThat(positions(60, 80)).containsExactly(70L);
    assertThat(positions(1, 100)).containsExactly(10L, 30L, 31L, 50L, 70L, 90L);
  }

  @Test
  void the_last_event_of_a_range_is_judged_by_the_one_behind_it() {
    log.change(50);
    assertThat(verify(40, 50).findings())
        .singleElement()
        .extracting(Finding::problem)
        .isEqualTo(Problem.CONTENT_CHANGED);
  }

  @Test
  void a_range_behind_a_damaged_event_believes_its_first() {
    log.damage(49);
    assertThat(verify(50, 60).findings()).isEmpty();
    log.change(55);
    assertThat(positions(50, 60)).containsExactly(55L);
  }

  @Test
  void a_range_behind_the_end_holds_nothing() {
    assertThat(verify(101, 200).checked()).isZero();
    assertThatThrownBy(() -> new Range(new Position(5), new Position(4)))
        .hasMessageContaining("not 5 to 4");
    assertThatThrownBy(() -> new Range(Position.START, new Position(4)))
        .hasMessageContaining("begins at position 1");
  }

  @Test
  void progress_counts_within_the_range() {
    var seen = new ArrayList<Long>();
    new Verifier(log)
        .verify(
            new Range(new Position(11), new Position(40)),
            (checked, of) -> {
              assertThat(of).isEqualTo(30);
              seen.add(checked);
            });
    assertThat(seen).isSorted().endsWith(30L);
  }

  private List<Long> positions(long first, long last) {
    return verify(first, last).findings().stream().map(found -> found.position().value()).toList();
  }

  private Verifier.Report verify(long first, long last) {
    return new Verifier(log)
        .verify(new Range(new Position(first), new Position(last)), (_, _) -> {});
  }
}
