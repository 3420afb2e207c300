package io.daybook.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.config.Problems;
import io.daybook.config.YamlMap;
import io.daybook.fault.Code;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestLookedAt {
  private static final Set<String> KNOWN = Set.of("facts.orders", "facts.tasks");
  private static final List<String> KEYS = List.of("entity", "entity_key");

  private final Problems problems = new Problems(Code.DEF_INVALID, "Cannot read");

  private Optional<LookedAt> read(String looksAt) {
    YamlMap file = YamlMap.parse("x.yml", "looks_at: " + looksAt, problems);
    return new LookedAtReader(file, KEYS, KNOWN).read();
  }

  @Test
  void countsEachFindingForAllOrForTheOneThatItsWordNames() {
    assertThat(read("[facts.orders, facts.tasks]").orElseThrow().each(3))
        .isEqualTo(Map.of("facts.orders", 3L, "facts.tasks", 3L));
    LookedAt told = read("{entity: {task: facts.tasks, order: facts.orders}}").orElseThrow();
    assertThat(told.told(Map.of("task", 3L)))
        .isEqualTo(Map.of("facts.orders", 0L, "facts.tasks", 3L));
    assertThat(told.told(Map.of("task", 3L, "elephant", 2L)))
        .as("what nobody can tell counts for all")
        .isEqualTo(Map.of("facts.orders", 2L, "facts.tasks", 5L));
    assertThat(problems.texts()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          []                               | looks_at: names no dataset
          facts.order                      | looks_at: there is no dataset facts.order, did you mean facts.orders?
          {entity: {}}                     | looks_at.entity: names no dataset
          {entitty: {task: facts.tasks}}   | looks_at.entitty: is no key of the check, did you mean entity?
          {entity: {task: facts.task}}     | looks_at.entity.task: there is no dataset facts.task, did you mean facts.tasks?
          {entity: {a: facts.tasks}, b: {c: facts.tasks}} | looks_at: must be a list of datasets, or one key with the datasets by its words
          """)
  void refusesWhatIsNotThere(String looksAt, String problem) {
    assertThat(read(looksAt)).isEmpty();
    assertThat(problems.texts()).containsExactly("x.yml:1 " + problem);
  }
}
