package io.daybook.report.scheduled;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestGoals {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 21);

  private static final Map<String, String> WHOLE =
      Map.of(
          "tenant", "a",
          "metric", "revenue",
          "start_date", "2026-11-01",
          "end_date", "2026-11-30",
          "target_value", "12.50");

  @ParameterizedTest
  @ValueSource(strings = {"start_date", "end_date", "target_value"})
  void leavesOutATargetWithoutAValueAndKeepsAllOthers(String missing) {
    Map<String, String> broken = new HashMap<>(WHOLE);
    broken.put("tenant", "b");
    broken.remove(missing);
    Goals goals = new Goals(List.of(broken, WHOLE));
    assertThat(goals.of("a", "revenue", DAY)).isPresent();
    assertThat(goals.problem("a", "revenue")).isEmpty();
    assertThat(goals.of("b", "revenue", DAY)).isEmpty();
    assertThat(goals.problem("b", "revenue"))
        .hasValueSatisfying(why -> assertThat(why).contains(missing));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tenant", "metric"})
  void isNobodysWithoutATenantOrMetric(String missing) {
    Map<String, String> broken = new HashMap<>(WHOLE);
    broken.remove(missing);
    Goals goals = new Goals(List.of(broken));
    assertThat(goals.of("a", "revenue", DAY)).isEmpty();
  }

  @Test
  void saysThatASpanEndsBeforeItBegins() {
    Map<String, String> broken = new HashMap<>(WHOLE);
    broken.put("end_date", "2026-10-01");
    assertThat(new Goals(List.of(broken)).problem("a", "revenue"))
        .contains("end_date is before start_date");
  }
}
