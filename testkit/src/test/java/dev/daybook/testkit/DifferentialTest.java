package dev.daybook.testkit;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.daybook.kernel.log.Append;
import dev.daybook.kernel.log.AppendCondition;
import dev.daybook.kernel.log.AppendId;
import dev.daybook.kernel.log.AppendResult;
import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Expected;
import dev.daybook.kernel.log.NewEvent;
import dev.daybook.kernel.log.Page;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.Receipt;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Version;
import dev.daybook.kernel.memory.MemoryLog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Random programs find what is wrong with a log, and find nothing where nothing is. */
final class DifferentialTest {
  private static final int PROGRAMS = 300;
  private static final int STEPS = 40;

  @Test
  void two_right_logs_give_the_same() {
    for (var seed = 1L; seed <= PROGRAMS; seed++) {
      var clock = SteppingClock.standing();
      Differential.run(
          new MemoryLog(new SeededIds(1), clock),
          new MemoryLog(new SeededIds(2), clock),
          clock,
          seed,
          STEPS);
    }
  }

  @Test
  void clocks_need_not_agree() {
    var other = SteppingClock.stepping(Duration.ofDays(1));
    for (var seed = 1L; seed <= PROGRAMS; seed++) {
      Differential.run(
          new MemoryLog(new SeededIds(1), other),
          new MemoryLog(new SeededIds(2), SteppingClock.standing()),
          seed,
          STEPS);
    }
  }

  @Test
  void a_log_that_forgets_conditions_on_streams_that_are_only_read_is_found() {
    assertFound(right ->
        new ForwardingLog(right) {
          @Override
          public AppendResult append(Append append) {
            var written = append.events().stream().map(NewEvent::stream).toList();
            return super.append(
                with(
                    append,
                    append.conditions().stream()
                        .filter(condition ->
                            !(condition instanceof AppendCondition.StreamAt(var stream, _))
                                || written.contains(stream))
                        .toList()));
          }
        });
  }

  @Test
  void a_log_that_takes_exists_for_any_is_found() {
    assertFound(right ->
        new ForwardingLog(right) {
          @Override
          public AppendResult append(Append append) {
            return super.append(
                with(
                    append,
                    append.conditions().stream()
                        .filter(condition ->
                            !(condition instanceof AppendCondition.StreamAt(_, Expected.Exists())))
                        .toList()));
          }
        });
  }

  @Test
  void a_log_that_judges_nothing_matching_one_position_too_late_is_found() {
    assertFound(right ->
        new ForwardingLog(right) {
          @Override
          public AppendResult append(Append append) {
            return super.append(
                with(
                    append,
                    append.conditions().stream()
                        .map(condition ->
                            condition
                                    instanceof AppendCondition.NothingMatching(var query, var since)
                                ? new AppendCondition.NothingMatching(query, since.next())
                                : condition)
                        .toList()));
          }
        });
  }

  @Test
  void a_log_that_does_not_know_an_append_again_is_found() {
    assertFound(right ->
        new ForwardingLog(right) {
          private final SeededIds others = new SeededIds(99);

          @Override
          public AppendResult append(Append append) {
            var known = lookup(append.id()).isPresent();
            var id = known ? new AppendId(others.next()) : append.id();
            return super.append(
                new Append(id, append.events(), append.conditions(), append.provenance()));
          }
        });
  }

  @Test
  void a_log_that_takes_one_of_the_tags_for_all_of_them_is_found() {
    assertFound(right ->
        new ForwardingLog(right) {
          @Override
          public Page read(EventQuery query, Position from, Direction direction, int limit) {
            var fewer = query.tags().stream().sorted().findFirst().map(Set::of).orElse(Set.of());
            return super.read(query.tagged(fewer), from, direction, limit);
          }
        });
  }

  @Test
  void a_log_that_reads_backward_from_its_position_inclusive_is_found() {
    assertFound(right ->
        new ForwardingLog(right) {
          @Override
          public Page read(StreamId stream, Version from, Direction direction, int limit) {
            var shifted =
                direction == Direction.FORWARD || from.value() == 0
                    ? from
                    : new Version(from.value() - 1);
            return super.read(stream, shifted, direction, limit);
          }
        });
  }

  @Test
  void a_log_that_leaves_out_the_first_moment_of_a_time_is_found() {
    assertFound(right ->
        new ForwardingLog(right) {
          @Override
          public Optional<Position> firstAtOrAfter(Instant time) {
            return super.firstAtOrAfter(time.plusNanos(1_000));
          }
        });
  }

  @Test
  void a_log_that_loses_a_receipt_is_found() {
    assertFound(right ->
        new ForwardingLog(right) {
          @Override
          public Optional<Receipt> lookup(AppendId id) {
            return super.lookup(id).filter(receipt -> receipt.versions().size() < 3);
          }
        });
  }

  private static Append with(Append append, List<AppendCondition> conditions) {
    return new Append(append.id(), append.events(), conditions, append.provenance());
  }

  private static void assertFound(UnaryOperator<EventLog> fault) {
    assertThatExceptionOfType(AssertionError.class)
        .as("300 programs find the fault")
        .isThrownBy(() -> {
          for (var seed = 1L; seed <= PROGRAMS; seed++) {
            var clock = SteppingClock.standing();
            var faulty = fault.apply(new MemoryLog(new SeededIds(1), clock));
            Differential.run(faulty, new MemoryLog(new SeededIds(2), clock), clock, seed, STEPS);
          }
        })
        .withMessageStartingWith("The program of seed ");
  }
}
