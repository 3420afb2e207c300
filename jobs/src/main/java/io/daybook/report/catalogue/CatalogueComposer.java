package io.daybook.report.catalogue;

import io.daybook.report.catalogue.CatalogueReport.Agreement;
import io.daybook.report.catalogue.CatalogueReport.FigureShown;
import io.daybook.report.catalogue.CatalogueReport.Figures;
import io.daybook.report.catalogue.CatalogueReport.Shown;
import io.daybook.report.catalogue.CatalogueReport.Table;
import io.daybook.report.catalogue.CatalogueReport.TableColumn;
import io.daybook.report.catalogue.CatalogueReport.Trend;
import io.daybook.report.layout.Cell;
import io.daybook.report.layout.Chart;
import io.daybook.report.layout.Column;
import io.daybook.report.layout.DateSpan;
import io.daybook.report.layout.Figure;
import io.daybook.report.layout.Measure;
import io.daybook.report.layout.Note;
import io.daybook.report.layout.Provenance;
import io.daybook.report.layout.Report;
import io.daybook.report.layout.ReportTable;
import io.daybook.report.layout.Rows;
import io.daybook.report.layout.Series;
import io.daybook.report.layout.Tenant;
import io.daybook.report.layout.Total;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts one report together from what its queries say of one tenant. */
final class CatalogueComposer {
  /** Columns of a chart's query. */
  static final String DAY = "day";

  static final String VALUE = "value";

  private final CatalogueReport report;
  private final Connection tenant;
  private final Map<String, String> values;

  /** Numbers that were given, by figure or {@code table.column}; no entry where there is none. */
  private final Map<String, BigDecimal> numbers = new HashMap<>();

  /**
   * @param tenant a connection that sees rows of the tenant alone; stays open
   * @param values of all parameters, in their order
   */
  CatalogueComposer(CatalogueReport report, Connection tenant, Map<String, String> values) {
    this.report = report;
    this.tenant = tenant;
    this.values = values;
  }

  /**
   * The report.
   *
   * @throws Disagreement where its numbers do not agree with each other
   */
  Report compose(
      String title, Tenant whose, DateSpan days, Optional<DateSpan> before, Provenance provenance)
      throws SQLException, Disagreement {
    List<Figure> figures = new ArrayList<>();
    if (report.figures().isPresent()) {
      figures(report.figures().get(), days, before, figures);
    }
    List<Chart> charts = new ArrayList<>();
    for (Trend trend : report.charts()) {
      charts.add(chart(trend, days));
    }
    List<ReportTable> tables = new ArrayList<>();
    for (Table table : report.tables()) {
      tables.add(table(table, days));
    }
    requireAgreement();
    List<Note> notes = new ArrayList<>();
    notes.add(new Note(Note.Kind.DEFINITION, report.description()));
    report.notes().forEach(note -> notes.add(new Note(Note.Kind.DEFINITION, note)));
    return new Report(
        title,
        whose,
        days,
        report.figures().isPresent() ? before : Optional.empty(),
        provenance,
        figures,
        charts,
        tables,
        notes);
  }

  private void figures(
      Figures figures, DateSpan days, Optional<DateSpan> before, List<Figure> shown)
      throws SQLException, Disagreement {
    Map<String, Optional<BigDecimal>> now = row(figures, days);
    Map<String, Optional<BigDecimal>> then =
        before.isPresent() ? row(figures, before.get()) : Map.of();
    for (FigureShown each : figures.columns()) {
      String column = each.shown().column();
      now.get(column).ifPresent(number -> numbers.put(column, number));
      Figure figure =
          Figure.of(
                  each.shown().title(),
                  each.shown().unit().orElseThrow(),
                  measure(now.get(column), each.otherwise()))
              .withBetter(each.better());
      shown.add(
          before.isPresent()
              ? figure.withComparison(measure(then.get(column), each.otherwise()))
              : figure);
    }
  }

  private static Measure measure(Optional<BigDecimal> number, String otherwise) {
    return number.map(Measure::of).orElseGet(() -> Measure.unavailable(otherwise));
  }

  private Map<String, Optional<BigDecimal>> row(Figures figures, DateSpan days)
      throws SQLException, Disagreement {
    Map<String, Optional<BigDecimal>> numbersOfRow = new LinkedHashMap<>();
    try (PreparedStatement statement = AskedSql.prepare(tenant, figures.query(), days, values);
        ResultSet row = statement.executeQuery()) {
      row.next();
      for (FigureShown each : figures.columns()) {
        String column = each.shown().column();
        numbersOfRow.put(column, Optional.ofNullable(row.getBigDecimal(column)));
      }
      if (row.next()) {
        throw new Disagreement(figures.query().name() + ".sql gave several rows; figures are one");
      }
    }
    return numbersOfRow;
  }

  private Chart chart(Trend trend, DateSpan days) throws SQLException {
    LocalDate last = days.last().withDayOfMonth(1);
    DateSpan span = new DateSpan(last.minusMonths(trend.months() - 1L), last.plusMonths(1));
    List<Series.Point> points = new ArrayList<>();
    try (PreparedStatement statement = AskedSql.prepare(tenant, trend.query(), days, values);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        BigDecimal value = row.getBigDecimal(VALUE);
        LocalDate day = row.getObject(DAY, LocalDate.class);
        if (value != null && !day.isBefore(span.from())) {
          points.add(new Series.Point(day, value));
        }
      }
    }
    return Chart.of(
        trend.kind(), trend.title(), trend.unit(), Series.Step.MONTH, new Series(span, points));
  }

  private ReportTable table(Table table, DateSpan days) throws SQLException {
    List<List<Cell>> rows = new ArrayList<>();
    Map<String, BigDecimal> sums = new HashMap<>();
    try (PreparedStatement statement = AskedSql.prepare(tenant, table.query(), days, values);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        List<Cell> cells = new ArrayList<>();
        for (TableColumn each : table.columns()) {
          Cell cell = cell(row, each.shown());
          cells.add(cell);
          if (each.isSummed() && cell instanceof Measure.Known known) {
            sums.merge(each.shown().column(), known.value(), BigDecimal::add);
          }
        }
        rows.add(cells);
      }
    }
    List<Column> columns = new ArrayList<>();
    List<Total> totals = new ArrayList<>();
    for (TableColumn each : table.columns()) {
      BigDecimal sum = sums.getOrDefault(each.shown().column(), BigDecimal.ZERO);
      columns.add(column(each.shown(), rows, columns.size()));
      totals.add(each.isSummed() ? Total.sum(Measure.of(sum)) : Total.none());
      if (each.isSummed()) {
        numbers.put(table.query().name() + "." + each.shown().column(), sum);
      }
    }
    return ReportTable.of(table.title(), columns, Rows.of(rows)).withTotals(totals);
  }

  /** What a column holds is what its first value is; without one it may be anything. */
  private static Column column(Shown shown, List<List<Cell>> rows, int index) {
    if (shown.unit().isPresent()) {
      return Column.number(shown.title(), shown.unit().get());
    }
    Optional<Cell> first =
        rows.stream()
            .map(row -> row.get(index))
            .filter(cell -> !(cell instanceof Cell.Blank))
            .findFirst();
    if (first.isPresent() && first.get() instanceof Cell.Day) {
      return Column.day(shown.title());
    }
    return first.isPresent() && first.get() instanceof Cell.Moment
        ? Column.moment(shown.title())
        : Column.text(shown.title());
  }

  private static Cell cell(ResultSet row, Shown shown) throws SQLException {
    Object value =
        shown.unit().isPresent()
            ? row.getBigDecimal(shown.column())
            : row.getObject(shown.column());
    if (value == null) {
      return Cell.blank();
    }
    if (value instanceof BigDecimal number) {
      return Measure.of(number);
    }
    if (value instanceof LocalDate day) {
      return Cell.day(day);
    }
    if (value instanceof Date day) {
      return Cell.day(day.toLocalDate());
    }
    return value instanceof Timestamp instant
        ? Cell.moment(instant.toLocalDateTime().toInstant(ZoneOffset.UTC))
        : Cell.text(value.toString());
  }

  private void requireAgreement() throws Disagreement {
    for (Agreement agreement : report.agreements()) {
      BigDecimal figure = numbers.getOrDefault(agreement.figure(), BigDecimal.ZERO);
      BigDecimal sum = sum(agreement.parts()).subtract(sum(agreement.less()));
      if (figure.compareTo(sum) != 0) {
        throw new Disagreement(
            "its numbers disagree: %s is %s, and %s%s is %s"
                .formatted(
                    agreement.figure(),
                    figure.toPlainString(),
                    String.join(" + ", agreement.parts()),
                    agreement.less().isEmpty() ? "" : " - " + String.join(" - ", agreement.less()),
                    sum.toPlainString()));
      }
    }
  }

  private BigDecimal sum(List<String> names) {
    return names.stream()
        .map(name -> numbers.getOrDefault(name, BigDecimal.ZERO))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** The report's own numbers do not add up; it must not be sent. */
  static final class Disagreement extends Exception {
    private static final long serialVersionUID = 1;

    Disagreement(String message) {
      super(message);
    }
  }
}
