package dev.daybook.doors.http.expression;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExpressionTest {
  private static final JsonNode EVENT =
      JsonMapper.builder()
          .build()
          .readTree(
              """
              {"type":"task.created","position":7,"actor":"person:alice","tags":["ref:HOME-7","project:1"],"causation":null,
               "time":"2026-01-31T12:00:00Z","data":{"priority":"high","effort":2.5,"done":false,"owner":{"name":"O'Hara"}}}
              """);

  private static JsonNode field(String name) {
    JsonNode node = EVENT;
    for (var part : name.split("\\.")) {
      node = node.path(part);
    }
    return node;
  }

  private static boolean holds(String text) {
    return switch (Expression.read(text)) {
      case Expression.Read.Ok(var expression) -> expression.holds(ExpressionTest::field);
      case Expression.Read.Faulty faulty -> throw new AssertionError(faulty);
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "type == 'task.created'",
        "type ~ 'CREATED'",
        "position >= 7 and position < 8",
        "data.effort > 2",
        "data.effort == 2.50",
        "data.done == false",
        "data.owner.name == \"O'Hara\"",
        "data.owner.name == 'O\\'Hara'",
        "tags == 'ref:HOME-7'",
        "tags ~ 'project:'",
        "causation == null",
        "data.nothing == null",
        "data.nothing != 'high'",
        "time >= '2026-01-01' and time < '2026-02-01'",
        "not data.priority == 'low'",
        "data.priority == low or data.priority == high",
        "type == 'x' or type ~ 'task' and actor == 'person:alice'",
        "(type == 'x' or type ~ 'task') and not (position > 7)",
      })
  void holds_for_an_event_it_describes(String text) {
    assertThat(holds(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "type == 'task.started'",
        "tags != 'ref:HOME-7'",
        "data.nothing == 'high'",
        "data.nothing > 1",
        "data.priority > 5",
        "(type == 'x' or type ~ 'task') and position > 7",
      })
  void does_not_hold_for_another(String text) {
    assertThat(holds(text)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "type = 'x'|6",
        "colour == 'red'|7",
        "type == |8",
        "(type == 'x'|13",
        "type == 'x' position == 1|13",
        "type == 'x|11",
        "``|1"
      })
  void names_the_column_where_it_cannot_be_read(String text, int column) {
    assertThat(Expression.read(text))
        .isInstanceOfSatisfying(
            Expression.Read.Faulty.class, faulty -> assertThat(faulty.column()).isEqualTo(column));
  }

  @Test
  void is_bounded_in_length_depth_and_comparisons() {
    assertThat(Expression.read("type == '" + "x".repeat(2_000) + "'"))
        .isInstanceOf(Expression.Read.Faulty.class);
    assertThat(Expression.read("(".repeat(500) + "type == 'x'" + ")".repeat(500)))
        .isInstanceOf(Expression.Read.Faulty.class);
    assertThat(Expression.read("not ".repeat(400) + "type == 'x'"))
        .isInstanceOf(Expression.Read.Faulty.class);
    assertThat(Expression.read("type == 1" + " or type == 1".repeat(120)))
        .isInstanceOf(Expression.Read.Faulty.class);
  }
}
