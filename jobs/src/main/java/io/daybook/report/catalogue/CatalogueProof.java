package io.daybook.report.catalogue;

import io.daybook.config.Problems;
import io.daybook.report.catalogue.CatalogueReport.Parameter;
import io.daybook.report.catalogue.CatalogueReport.Query;
import io.daybook.report.catalogue.CatalogueReport.Shown;
import io.daybook.report.layout.DateSpan;
import io.daybook.schema.Schema;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs one report's queries where there is no row, and says what does not fit its YAML file. */
final class CatalogueProof {
  private static final DateSpan A_MONTH =
      new DateSpan(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 2, 1));
  private static final Pattern LINE = Pattern.compile("\\bLINE ([0-9]{1,6}):");
  private static final Set<Integer> NUMBERS =
      Set.of(Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT, Types.DECIMAL);
  private static final Set<Integer> OTHERS = Set.of(Types.VARCHAR, Types.DATE, Types.TIMESTAMP);

  private final CatalogueReport report;
  private final Path folder;
  private final Connection empty;
  private final Map<String, Schema> datasets;
  private final Problems problems;
  private final Map<String, String> values = new LinkedHashMap<>();

  CatalogueProof(
      CatalogueReport report,
      Path folder,
      Connection empty,
      Map<String, Schema> datasets,
      Problems problems) {
    this.report = report;
    this.folder = folder;
    this.empty = empty;
    this.datasets = datasets;
    this.problems = problems;
    report.parameters().keySet().forEach(name -> values.put(name, "nobody"));
  }

  void run() {
    report.parameters().forEach(this::parameter);
    report
        .figures()
        .ifPresent(
            figures ->
                query(
                    figures.query(),
                    figures.columns().stream().map(each -> each.shown()).toList(),
                    true));
    for (CatalogueReport.Table table : report.tables()) {
      query(table.query(), table.columns().stream().map(each -> each.shown()).toList(), false);
    }
    for (CatalogueReport.Trend chart : report.charts()) {
      query(
          chart.query(),
          List.of(
              new Shown(CatalogueComposer.DAY, "Month", Optional.empty()),
              new Shown(CatalogueComposer.VALUE, chart.title(), Optional.of(chart.unit()))),
          false);
    }
  }

  private void parameter(String name, Parameter parameter) {
    Schema schema = datasets.get(parameter.dataset());
    if (schema == null) {
      problem("report.yml", 0, name + ": there is no fact or mart " + parameter.dataset());
      return;
    }
    for (String column : List.of(parameter.key(), parameter.label())) {
      if (schema.column(column).isEmpty()) {
        problem(
            "report.yml",
            0,
            name
                + ": "
                + parameter.dataset()
                + " has no column "
                + column
                + Problems.didYouMean(column, schema.names()));
      }
    }
  }

  private void query(Query query, List<Shown> shown, boolean isOneRow) {
    String file = query.name() + ".sql";
    try (PreparedStatement statement = AskedSql.prepare(empty, query, A_MONTH, values);
        ResultSet rows = statement.executeQuery()) {
      Map<String, Integer> types = types(rows.getMetaData());
      shown.forEach(each -> column(file, each, types));
      int count = 0;
      while (rows.next()) {
        count++;
      }
      if (isOneRow && count != 1) {
        problem(file, 0, "gives " + count + " rows where the source has none; figures are one row");
      }
    } catch (SQLException e) {
      String message = String.valueOf(e.getMessage());
      Matcher line = LINE.matcher(message);
      problem(
          file,
          line.find() ? Integer.parseInt(line.group(1)) : 0,
          message.lines().findFirst().orElse("cannot be computed"));
    }
  }

  private static Map<String, Integer> types(ResultSetMetaData columns) throws SQLException {
    Map<String, Integer> types = new TreeMap<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      types.put(columns.getColumnLabel(i), columns.getColumnType(i));
    }
    return types;
  }

  private void column(String file, Shown shown, Map<String, Integer> types) {
    Integer type = types.get(shown.column());
    if (type == null) {
      problem(
          file,
          0,
          "gives no column "
              + shown.column()
              + Problems.didYouMean(shown.column(), types.keySet()));
    } else if (shown.unit().isPresent() && !NUMBERS.contains(type)) {
      problem(
          file,
          0,
          shown.column()
              + " has a unit and is no whole number and no decimal: cast it to the decimals that"
              + " are meant");
    } else if (shown.unit().isEmpty() && !OTHERS.contains(type)) {
      problem(
          file,
          0,
          shown.column()
              + (NUMBERS.contains(type)
                  ? " is a number and report.yml says no unit of it"
                  : " is no text, date, instant or number"));
    }
  }

  private void problem(String file, int line, String message) {
    problems.add(folder.resolve(file).toString(), line, message);
  }
}
