package dev.daybook.faults.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TallyTest {
  @Test
  void every_finished_tenth_is_told_but_the_last_which_the_row_tells() {
    assertThat(toldOf(25))
        .hasSize(9)
        .startsWith("kill on sqlite: 3 of 25 rounds", "kill on sqlite: 5 of 25 rounds")
        .endsWith("kill on sqlite: 23 of 25 rounds");
  }

  @Test
  void of_a_few_rounds_each_is_told_and_of_a_single_one_none() {
    assertThat(toldOf(3))
        .containsExactly("kill on sqlite: 1 of 3 rounds", "kill on sqlite: 2 of 3 rounds");
    assertThat(toldOf(1)).isEmpty();
  }

  private static List<String> toldOf(int rounds) {
    var told = new ArrayList<String>();
    var tally = new Tally("kill", "sqlite", rounds, told::add);
    IntStream.range(0, rounds).forEach(_ -> tally.add(1));
    return told;
  }
}
