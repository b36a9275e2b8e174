package dev.daybook.kernel.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PatchTest {
  @Test
  void a_field_is_kept_set_or_cleared() {
    assertThat(Patch.<String>keep().or("old")).isEqualTo("old");
    assertThat(Patch.set("new").or("old")).isEqualTo("new");
    assertThat(Patch.<String>set(null).or("old")).isNull();
  }

  @Test
  void a_mapped_patch_stays_what_it_is() {
    assertThat(Patch.<String>keep().map(String::length)).isEqualTo(Patch.keep());
    assertThat(Patch.set("four").map(String::length)).isEqualTo(Patch.set(4));
    assertThat(Patch.<String>set(null).map(String::length)).isEqualTo(Patch.set(null));
  }
}
