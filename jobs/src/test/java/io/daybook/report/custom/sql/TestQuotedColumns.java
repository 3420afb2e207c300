package io.daybook.report.custom.sql;

import static io.daybook.AtLeastOne.atLeastOne;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.calendar.TenantCalendar;
import io.daybook.report.custom.definition.Definition;
import io.daybook.report.custom.definition.DefinitionReader;
import io.daybook.report.layout.DateSpan;
import io.daybook.report.metric.Metric;
import io.daybook.report.metric.MetricAnswers;
import io.daybook.report.metric.Metrics;
import io.daybook.report.metric.ReadMetrics;
import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import io.daybook.schema.Schema;
import io.daybook.schema.Unit;
import io.daybook.warehouse.EmptyRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fact and its columns may be called what SQL has other words for. */
class TestQuotedColumns {
  private static final Map<String, Schema> DATASETS =
      Map.of(
          "facts.order",
          new Schema(
              List.of(
                  new Column("group", DataType.TEXT, false, "tenant"),
                  new Column("table", DataType.TEXT, true, "key"),
                  new Column("order", DataType.TEXT, true, "name"),
                  new Column("end", DataType.DATE, true, "day"),
                  new Column("select", DataType.decimal(12, 2), true, "amount")
                      .in(Unit.money(Unit.TENANT)))));

  private static final String CATALOGUE =
      """
      metrics:
          sold:
              title: Sold
              description: All orders
              unit: money
              from: facts.order
              date: end
              where: coalesce("order", '') <> 'until :day'
              value: sum("select")
      dimensions:
          seller: {title: Seller, description: Who sold it}
      datasets:
          orders:
              title: Orders
              from: facts.order
              area: sales
              date: end
              dimensions: {seller: table order}
              columns: [order, end]
              sums: {select: money}
      roles:
          owner: [sales]
      answering: [owner]
      """;

  @TempDir Path sql;

  private Metrics metrics;

  @BeforeEach
  void load() throws IOException {
    Files.createDirectories(sql.resolve("shop"));
    Files.writeString(sql.resolve("shop/metrics.yml"), CATALOGUE);
    metrics = ReadMetrics.of(sql, "shop", DATASETS);
  }

  private static Connection release() throws SQLException {
    Connection release = EmptyRelease.open(DATASETS);
    try (Statement statement = release.createStatement()) {
      statement.execute(
          """
          insert into facts."order" values
              ('north', 'u1', 'Ada', date '2026-11-02', 10.50),
              ('north', 'u1', 'Ada', date '2026-11-03', 2.00)
          """);
    }
    return release;
  }

  @Test
  void ofAMetric() throws SQLException {
    Metric sold = metrics.metric("sold").orElseThrow();
    DateSpan week = new DateSpan(LocalDate.of(2026, 11, 2), LocalDate.of(2026, 11, 9));
    try (Connection release = release()) {
      MetricAnswers answers =
          new MetricAnswers(release, ZoneOffset.UTC, Instant.parse("2026-11-21T00:00:00Z"));
      assertThat(answers.total(sold, week).value().number().orElseThrow()).isEqualTo("12.50");
      assertThat(answers.byDay(sold, week).keySet())
          .containsExactly(LocalDate.of(2026, 11, 2), LocalDate.of(2026, 11, 3));
    }
  }

  @Test
  void ofAReportInGroups() throws SQLException {
    assertThat(
            rows(
                """
                {"metrics": ["sold"], "dimensions": ["seller", "month"], "period": "last_30_days",
                  "filter": {"field": "seller", "op": "contains", "value": "ad"}}
                """))
        .containsExactly("Ada u1 2026-11-01 12.50 0");
  }

  @Test
  void ofAReportInRows() throws SQLException {
    assertThat(
            rows(
                """
                {"source": "orders", "columns": ["order", "end", "select"],
                  "sort": [{"by": "select"}],
                  "filter": {"field": "order", "op": "starts_with", "value": "a"}}
                """))
        .containsExactly("Ada 2026-11-03 2.00 0", "Ada 2026-11-02 10.50 0", "2 12.50 0");
  }

  /** What the statements of a definition give, with spaces between the values. */
  private List<String> rows(String text) throws SQLException {
    Definition definition = new DefinitionReader(metrics).require("a test", text);
    Question question =
        new Question(
            definition,
            metrics,
            new TenantCalendar(ZoneOffset.UTC, DayOfWeek.MONDAY, Month.JANUARY),
            Instant.parse("2026-11-21T00:00:00Z"),
            LocalDate.of(2026, 11, 21),
            new Gate("group", "north", "owner", Set.of("sales")));
    Compiler compiler = new Compiler(question);
    List<Query> queries =
        definition.isList()
            ? List.of(compiler.rows(), compiler.whole())
            : compiler.countedRows().stream()
                .map(counted -> compiler.groups(counted, definition.axes(), question.days()))
                .toList();
    List<String> rows = new ArrayList<>();
    try (Connection release = release()) {
      for (Query query : atLeastOne(queries)) {
        rows.addAll(rows(release, query));
      }
    }
    return rows;
  }

  private static List<String> rows(Connection release, Query query) throws SQLException {
    try (PreparedStatement statement = release.prepareStatement(query.sql())) {
      for (int i = 0; i < query.values().size(); i++) {
        statement.setString(i + 1, query.values().get(i));
      }
      List<String> rows = new ArrayList<>();
      try (var result = statement.executeQuery()) {
        while (result.next()) {
          List<String> values = new ArrayList<>();
          for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            values.add(result.getString(i));
          }
          rows.add(String.join(" ", values));
        }
      }
      return rows;
    }
  }
}
