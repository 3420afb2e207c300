package io.daybook.report.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestFigure {
  @Test
  void takesTheChangeFromWhatIsShown() {
    Figure figure =
        Figure.of("Orders per day", Unit.SCORE, measure("10.44")).withComparison(measure("5.55"));
    assertThat(figure.change().orElseThrow().absolute()).isEqualByComparingTo("4.8");
    assertThat(figure.change().orElseThrow().share().orElseThrow()).isEqualByComparingTo("0.857");
  }

  @Test
  void givesNoPercentageAgainstZero() {
    Change change =
        Figure.of("Claims", Unit.COUNT, Measure.of(3))
            .withComparison(Measure.of(0))
            .change()
            .orElseThrow();
    assertThat(change.share()).isEmpty();
    assertThat(change.direction()).isEqualTo(1);
  }

  @Test
  void risesFromANegativeComparison() {
    Change change =
        Figure.of("Result", Unit.MONEY, measure("50"))
            .withComparison(measure("-100"))
            .change()
            .orElseThrow();
    assertThat(change.absolute()).isEqualByComparingTo("150");
    assertThat(change.share().orElseThrow()).isEqualByComparingTo("1.5");
  }

  @Test
  void hasNoChangeAgainstWhatIsUnavailable() {
    Figure figure =
        Figure.of("CSAT", Unit.SCORE, measure("4.2"))
            .withComparison(Measure.unavailable("no answers in June"));
    assertThat(figure.change()).isEmpty();
  }

  @Test
  void pacesATargetByDays() {
    DateSpan quarter = new DateSpan(LocalDate.of(2026, 7, 1), LocalDate.of(2026, 10, 1));
    Target target =
        new Target(
            new BigDecimal("920.00"),
            new BigDecimal("400"),
            quarter,
            LocalDate.of(2026, 8, 1),
            true);
    assertThat(target.pace()).isEqualByComparingTo("310.00");
    assertThat(target.ahead()).isEqualByComparingTo("90.00");
    assertThat(new Target(target.goal(), target.actual(), quarter, quarter.from(), true).pace())
        .isEqualByComparingTo("0");
    assertThat(new Target(target.goal(), target.actual(), quarter, quarter.from(), false).pace())
        .isEqualByComparingTo("920");
  }

  @Test
  void keepsLabelsOnOneShortLine() {
    assertThat(Figure.of("a\r\nb\tc\u202E\u0000 d", Unit.COUNT, Measure.of(1)).label())
        .isEqualTo("a b c d");
    assertThat(Figure.of("x".repeat(10_000), Unit.COUNT, Measure.of(1)).label())
        .hasSize(OneLine.LABEL)
        .endsWith("…");
    assertThatThrownBy(() -> Figure.of("\u0007", Unit.COUNT, Measure.of(1)))
        .hasMessageContaining("Invalid label");
  }

  @Test
  void showsStepsWithoutAPointAsGaps() {
    DateSpan week = new DateSpan(LocalDate.of(2026, 7, 13), LocalDate.of(2026, 7, 16));
    Series series =
        new Series(week, List.of(new Series.Point(LocalDate.of(2026, 7, 14), BigDecimal.TEN)));
    assertThat(series.slots(Series.Step.DAY))
        .extracting(slot -> slot.value().isPresent())
        .containsExactly(false, true, false);
    Series outside =
        new Series(week, List.of(new Series.Point(LocalDate.of(2026, 7, 16), BigDecimal.TEN)));
    assertThatThrownBy(() -> outside.slots(Series.Step.DAY)).hasMessageContaining("2026-07-16");
  }

  @Test
  void refusesRowsThatDoNotFitTheirColumns() {
    ReportTable table =
        ReportTable.of(
            "Orders",
            List.of(Column.text("Order"), Column.number("Total", Unit.MONEY)),
            Rows.of(List.of(List.of(Cell.text("A-1"), Cell.text("=1+1")))));
    assertThatThrownBy(() -> table.open().toList()).hasMessageContaining("column Total");
  }

  private static Measure measure(String value) {
    return Measure.of(new BigDecimal(value));
  }
}
