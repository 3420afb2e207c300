package io.daybook.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.fault.Code;
import org.junit.jupiter.api.Test;

class TestYamlMap {
  private final Problems problems = new Problems(Code.CFG_INVALID, "Cannot read the test");

  @Test
  void readsWhatIsThere() {
    YamlMap map =
        parse("name: renoz\nzones: [UTC, Asia/Kolkata]\nlimits:\n  connections: 4\n  keep: true\n");
    assertThat(map.text("name")).isEqualTo("renoz");
    assertThat(map.texts("zones")).containsExactly("UTC", "Asia/Kolkata");
    assertThat(map.map("limits").integer("connections")).contains(4);
    assertThat(map.map("limits").flag("keep", false)).isTrue();
    assertThat(map.optionalText("absent")).isEmpty();
    assertThat(problems.count()).isZero();
  }

  @Test
  void reportsAllProblemsWithTheirLines() {
    YamlMap map = parse("nam: x\nlimits:\n  connections: many\n  keep: perhaps\nzones: {a: b}\n");
    map.only("name", "limits", "zones");
    map.text("name");
    map.map("limits").integer("connections");
    map.map("limits").flag("keep", false);
    map.texts("zones");
    assertThat(problems.texts())
        .containsExactly(
            "t.yml:1 nam: is unknown, did you mean name?",
            "t.yml:1 name: is missing",
            "t.yml:3 limits.connections: must be a whole number, not many",
            "t.yml:4 limits.keep: must be true or false, not perhaps",
            "t.yml:5 zones: must be a list");
    assertThatThrownBy(problems::throwIfAny)
        .hasMessageStartingWith(
            "CFG-INVALID Cannot read the test: 5 problems\n  found  t.yml:1 nam")
        .hasMessageContaining("\n         t.yml:5 zones: must be a list\n")
        .hasMessageEndingWith("next   mend the lines above and try again");
  }

  @Test
  void namesTheLineOfWhatIsNoYaml() {
    parse("a: b\nc: [d\n");
    assertThat(problems.texts()).singleElement().asString().startsWith("t.yml:3 is not YAML: ");
  }

  @Test
  void refusesAKeyThatStandsTwice() {
    parse("a: b\na: c\n");
    assertThat(problems.texts()).hasSize(1).first().asString().contains("a: stands here twice");
  }

  private YamlMap parse(String text) {
    return YamlMap.parse("t.yml", text, problems);
  }
}
