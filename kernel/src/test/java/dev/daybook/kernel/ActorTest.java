package dev.daybook.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ActorTest {
  @Test
  void an_actor_is_read_as_it_is_written() {
    for (var text :
        List.of(
            "person:alice",
            "agent:agent-1",
            "token:laptop",
            "system:daybook",
            "person:a.b_c@d.org")) {
      assertThat(Actor.parse(text)).hasToString(text);
    }
  }

  @Test
  void text_without_a_kind_is_a_person() {
    assertThat(Actor.parse("alice")).isEqualTo(Actor.person("alice"));
  }

  @Test
  void what_is_not_an_actor_is_refused() {
    for (var text :
        List.of(
            "",
            "person:",
            "robot:x",
            "Person:alice",
            "person:-a",
            "person:a b",
            "person:<script>",
            "a".repeat(101))) {
      assertThatIllegalArgumentException().as(text).isThrownBy(() -> Actor.parse(text));
    }
  }
}
