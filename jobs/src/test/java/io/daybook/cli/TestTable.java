package io.daybook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.cli.screen.Table;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestTable {
  @Test
  void alignsNumbersToTheRightAndTextToTheLeft() {
    Table table =
        Table.of("none", List.of("name", "rows", "total", "took"))
            .row("orders", 20000L, new BigDecimal("12.30"), Duration.ofMillis(3440))
            .row("x", 7, null, Duration.ofSeconds(125));
    assertThat(table.text())
        .isEqualTo(
            """
            name    rows    total  took
            orders  20,000  12.30  3.4 s
            x            7         2 min 5 s
            """);
  }

  @Test
  void keepsNumbersAsNumbersInJson() {
    Table table =
        Table.of("none", List.of("rows", "total", "as_of", "note"))
            .row(20000L, new BigDecimal("1E+3"), Instant.parse("2026-03-29T02:00:00Z"), null);
    assertThat(table.json())
        .contains("\"rows\" : 20000")
        .contains("\"total\" : 1000")
        .contains("\"as_of\" : \"2026-03-29T02:00:00Z\"")
        .contains("\"note\" : null");
  }

  @Test
  void losesNoColumnOfTheSameNameInJson() {
    Table table = Table.of("none", List.of("total", "total", "total (2)")).row(1, 2, 3);
    assertThat(table.json())
        .contains("\"total\" : 1", "\"total (2)\" : 2", "\"total (2) (2)\" : 3");
  }

  @Test
  void saysThatThereIsNothing() {
    Table table = Table.of("No run yet", List.of("run"));
    assertThat(table.text()).isEqualTo("No run yet\n");
    assertThat(table.json()).isEqualTo("[ ]\n");
  }

  @Test
  void shortensALongCellUnlessNothingFollowsIt() {
    String shown = Table.of("none", List.of("a", "b")).row("x".repeat(100), "y".repeat(100)).text();
    assertThat(shown.lines().skip(1)).containsExactly("x".repeat(59) + "…  " + "y".repeat(100));
  }

  @Test
  void refusesARowOfAnotherLength() {
    assertThatThrownBy(() -> Table.of("none", List.of("a", "b")).row(1))
        .hasMessage("Invalid row: 1 values for 2 columns");
  }
}
