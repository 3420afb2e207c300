package io.daybook.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TestWaves {
  private record Model(String name, List<String> reads) {}

  private static Model model(String name, String... reads) {
    return new Model(name, List.of(reads));
  }

  private static List<List<String>> waves(Model... models) {
    return Waves.of(List.of(models), Model::name, Model::reads).stream()
        .map(wave -> wave.stream().map(Model::name).toList())
        .toList();
  }

  @Test
  void putsIntoOneGroupWhatDoesNotReadOneAnother() {
    assertThat(
            waves(
                model("a", "raw"),
                model("b", "a"),
                model("c", "a", "raw"),
                model("d", "b"),
                model("e", "a")))
        .containsExactly(List.of("a"), List.of("b", "c"), List.of("d", "e"));
    assertThat(waves()).isEmpty();
  }
}
