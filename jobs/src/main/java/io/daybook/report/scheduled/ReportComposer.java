package io.daybook.report.scheduled;

import io.daybook.audience.Organisation;
import io.daybook.calendar.ClosedPeriod;
import io.daybook.calendar.PeriodKind;
import io.daybook.calendar.TenantCalendar;
import io.daybook.report.layout.Cell;
import io.daybook.report.layout.Chart;
import io.daybook.report.layout.Column;
import io.daybook.report.layout.DateSpan;
import io.daybook.report.layout.Figure;
import io.daybook.report.layout.Formats;
import io.daybook.report.layout.Measure;
import io.daybook.report.layout.Note;
import io.daybook.report.layout.Phrase;
import io.daybook.report.layout.Provenance;
import io.daybook.report.layout.Report;
import io.daybook.report.layout.ReportTable;
import io.daybook.report.layout.Rows;
import io.daybook.report.layout.Series;
import io.daybook.report.layout.Target;
import io.daybook.report.layout.Tenant;
import io.daybook.report.layout.Total;
import io.daybook.report.metric.Metric;
import io.daybook.report.metric.MetricAnswers;
import io.daybook.report.metric.MetricAnswers.Answer;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Puts one report together: figures first, then charts, then the days behind them. */
final class ReportComposer {
  private static final int MOST_CHARTS = 2;

  /** A single day says little: its chart and table show the weeks that lead to it. */
  private static final int DAYS_BEFORE_ONE = 28;

  /** More steps are easier to read as a line. */
  private static final int MOST_BARS = 14;

  private final ReportDefinition definition;
  private final List<Metric> metrics;
  private final int leftOut;
  private final Organisation organisation;
  private final MetricAnswers answers;
  private final Goals goals;
  private final Provenance provenance;

  /**
   * One report.
   *
   * @param metrics those that its readers may see
   * @param leftOut how many others there are
   */
  ReportComposer(
      ReportDefinition definition,
      List<Metric> metrics,
      int leftOut,
      Organisation organisation,
      MetricAnswers answers,
      Goals goals,
      Provenance provenance) {
    this.definition = definition;
    this.metrics = List.copyOf(metrics);
    this.leftOut = leftOut;
    this.organisation = organisation;
    this.answers = answers;
    this.goals = goals;
    this.provenance = provenance;
  }

  Report compose(ClosedPeriod period) {
    DateSpan days = span(period);
    Optional<DateSpan> before = before(period);
    return new Report(
        definition.name(),
        Tenant.of(organisation),
        days,
        before,
        provenance,
        metrics.stream().map(metric -> figure(metric, days, before)).toList(),
        definition.charts() ? charts(period, days, before) : List.of(),
        tables(period, days),
        notes());
  }

  /** What each figure means, and what is not shown. */
  private List<Note> notes() {
    List<Note> notes = new ArrayList<>();
    if (leftOut > 0) {
      notes.add(new Note(Note.Kind.PARTIAL, formats().say(Phrase.PARTIAL) + " " + leftOut));
    }
    for (Metric metric : metrics) {
      notes.add(new Note(Note.Kind.DEFINITION, metric.title() + ": " + metric.description()));
    }
    for (Metric metric : metrics) {
      goals
          .problem(organisation.id(), metric.id())
          .map(why -> "A target of " + metric.title() + " is left out: its " + why)
          .ifPresent(text -> notes.add(new Note(Note.Kind.DEFINITION, text)));
    }
    return notes;
  }

  private Formats formats() {
    return Formats.of(Tenant.of(organisation));
  }

  private static DateSpan span(ClosedPeriod period) {
    return new DateSpan(period.from(), period.until());
  }

  private Optional<DateSpan> before(ClosedPeriod period) {
    TenantCalendar calendar = organisation.calendar();
    return switch (definition.comparison()) {
      case NONE -> Optional.empty();
      case PREVIOUS_PERIOD -> Optional.of(span(calendar.previous(period)));
      case PREVIOUS_YEAR -> Optional.of(span(calendar.yearBefore(period)));
    };
  }

  private Figure figure(Metric metric, DateSpan days, Optional<DateSpan> before) {
    Answer now = answers.total(metric, days);
    Figure figure =
        Figure.of(metric.title(), metric.unit(), now.value()).withBetter(metric.better());
    if (now.parts().isPresent()) {
      figure = figure.withRatio(now.parts().get());
    }
    if (before.isPresent()) {
      figure = figure.withComparison(answers.total(metric, before.get()).value());
    }
    Optional<Target> target = target(metric, days);
    return target.isPresent() ? figure.withTarget(target.get()) : figure;
  }

  /** What was reached of the goal until the period's end. */
  private Optional<Target> target(Metric metric, DateSpan days) {
    return goals
        .of(organisation.id(), metric.id(), days.last())
        .flatMap(
            goal ->
                answers
                    .total(metric, new DateSpan(goal.span().from(), days.until()))
                    .value()
                    .number()
                    .map(
                        actual ->
                            new Target(
                                goal.value(), actual, goal.span(), days.until(), isSum(metric))));
  }

  private static boolean isSum(Metric metric) {
    return metric.definition() instanceof Metric.Computed computed
        && computed.when() instanceof Metric.During
        && computed.formula() instanceof Metric.Sum;
  }

  private static boolean goesByDay(Metric metric) {
    return metric.definition() instanceof Metric.Computed computed
        && computed.when() instanceof Metric.During;
  }

  private List<Chart> charts(ClosedPeriod period, DateSpan days, Optional<DateSpan> before) {
    boolean one = period.kind() == PeriodKind.DAY;
    DateSpan shown =
        one ? new DateSpan(days.until().minusDays(DAYS_BEFORE_ONE), days.until()) : days;
    Series.Step step =
        switch (period.kind()) {
          case DAY, WEEK, TWO_WEEKS, MONTH -> Series.Step.DAY;
          case QUARTER -> Series.Step.WEEK;
          case YEAR -> Series.Step.MONTH;
        };
    List<Chart> charts = new ArrayList<>();
    for (Metric metric : metrics) {
      if (isSum(metric) && charts.size() < MOST_CHARTS) {
        Series current = series(metric, shown, step);
        Chart.Kind kind = current.points().size() <= MOST_BARS ? Chart.Kind.BAR : Chart.Kind.LINE;
        Chart chart = Chart.of(kind, metric.title(), metric.unit(), step, current);
        charts.add(
            before.isPresent() && !one
                ? chart.withPrevious(series(metric, before.get(), step))
                : chart);
      }
    }
    return charts;
  }

  /** A step without rows is 0: nothing was sold, which is known. */
  private Series series(Metric metric, DateSpan span, Series.Step step) {
    NavigableMap<LocalDate, BigDecimal> sums = new TreeMap<>();
    List<LocalDate> starts =
        new Series(span, List.of()).slots(step).stream().map(Series.Slot::day).toList();
    starts.forEach(day -> sums.put(day, BigDecimal.ZERO));
    answers
        .byDay(metric, span)
        .forEach(
            (day, answer) ->
                sums.merge(
                    sums.floorKey(day), answer.value().number().orElseThrow(), BigDecimal::add));
    return new Series(
        span,
        sums.entrySet().stream()
            .map(each -> new Series.Point(each.getKey(), each.getValue()))
            .toList());
  }

  /** The days of the period, with the period's own figures below them. */
  private List<ReportTable> tables(ClosedPeriod period, DateSpan days) {
    List<Metric> daily = metrics.stream().filter(ReportComposer::goesByDay).toList();
    if (daily.isEmpty()) {
      return List.of();
    }
    boolean one = period.kind() == PeriodKind.DAY;
    DateSpan shown = one ? new DateSpan(days.until().minusDays(7), days.until()) : days;
    List<Column> columns = new ArrayList<>(List.of(Column.day("Day")));
    List<Map<LocalDate, Answer>> values = new ArrayList<>();
    List<Total> totals = new ArrayList<>(List.of(Total.none()));
    for (Metric metric : daily) {
      columns.add(Column.number(metric.title(), metric.unit()));
      values.add(answers.byDay(metric, shown));
      Answer total = answers.total(metric, shown);
      totals.add(isSum(metric) ? Total.sum(total.value()) : Total.given(total.value()));
    }
    List<List<Cell>> rows = new ArrayList<>();
    for (LocalDate day = shown.from(); day.isBefore(shown.until()); day = day.plusDays(1)) {
      List<Cell> row = new ArrayList<>(List.of(Cell.day(day)));
      for (int i = 0; i < daily.size(); i++) {
        row.add(cell(daily.get(i), values.get(i).get(day)));
      }
      rows.add(row);
    }
    return List.of(
        ReportTable.of(one ? "The last seven days" : "Day by day", columns, Rows.of(rows))
            .withTotals(totals));
  }

  private static Cell cell(Metric metric, Answer answer) {
    if (answer == null) {
      return isSum(metric) ? Measure.of(0) : Cell.blank();
    }
    return answer.value().number().isPresent() ? answer.value() : Cell.blank();
  }
}
