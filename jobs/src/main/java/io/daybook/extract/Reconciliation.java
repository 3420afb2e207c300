package io.daybook.extract;

import io.daybook.copy.TableRead;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.source.SourceColumn;
import io.daybook.source.SourceModel;
import io.daybook.sql.Quoted;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares what was read of a table with what the source says it holds, under the same snapshot:
 * the count, the exact sum of every decimal column, how many texts a parsed column has, and where a
 * number, date or instant could not be carried, how many.
 */
final class Reconciliation {
  private final SnapshotAccess access;
  private final SourceModel model;
  private final Duration silence;

  Reconciliation(SnapshotAccess access, SourceModel model, Duration silence) {
    this.access = access;
    this.model = model;
    this.silence = silence;
  }

  /**
   * Compares one table.
   *
   * @throws DaybookException SRC_RECONCILE, or what keeps the source from being read
   */
  void reconcile(TableRead table, TableTotal total) throws IOException, InterruptedException {
    List<BigDecimal> source =
        access.read(
            "reconcile table " + table.name(),
            silence,
            connection -> ask(connection, statement(table, total)));
    long rows = source.get(0).longValueExact();
    if (rows != total.rows() + total.leftOut()) {
      throw differs(
          table.name() + ": the source holds " + rows + " rows",
          total.rows() + " were written and " + total.leftOut() + " left out");
    }
    int texts = 1 + total.sums().size();
    int refused = texts + total.parsed().size();
    requireSums(table, total, source.subList(1, texts));
    requireTexts(table, total, source.subList(texts, refused));
    requireRefused(table, total, source.subList(refused, source.size()));
  }

  private void requireSums(TableRead table, TableTotal total, List<BigDecimal> source) {
    List<SourceColumn> decimals = table.decimals();
    for (int i = 0; i < decimals.size(); i++) {
      SourceColumn column = decimals.get(i);
      BigDecimal read = new BigDecimal(total.sums().get(i), column.type().scale());
      if (source.get(i).compareTo(read) != 0) {
        throw differs(
            table.name()
                + "."
                + column.name()
                + ": its sum in the source is "
                + source.get(i).toPlainString(),
            "the sum of what was read is " + read.toPlainString());
      }
    }
  }

  /** Every text became a value, or was counted as none, or lies in a row that was left out. */
  private void requireTexts(TableRead table, TableTotal total, List<BigDecimal> source) {
    List<SourceColumn> parsed = table.parsed();
    for (int i = 0; i < parsed.size(); i++) {
      if (source.get(i).longValueExact() != total.parsed().get(i)) {
        throw differs(
            table.name()
                + "."
                + parsed.get(i).name()
                + ": the source holds "
                + source.get(i)
                + " texts",
            total.parsed().get(i) + " were parsed, not parsed or left out");
      }
    }
  }

  /** What was not carried is what cannot be: no good value became NULL. */
  private void requireRefused(TableRead table, TableTotal total, List<BigDecimal> source) {
    List<SourceColumn> columns = refused(table, total);
    for (int i = 0; i < columns.size(); i++) {
      String column = columns.get(i).name();
      if (source.get(i).longValueExact() != total.refused(column)) {
        throw differs(
            table.name()
                + "."
                + column
                + ": the source holds "
                + source.get(i)
                + " values that cannot be carried",
            total.refused(column) + " were not carried");
      }
    }
  }

  /** Columns with a value that was not carried, where SQL can say which these are. */
  private static List<SourceColumn> refused(TableRead table, TableTotal total) {
    return table.columns().stream()
        .filter(column -> total.refused(column.name()) > 0)
        .filter(column -> !column.parsed() && isCarried(column).isPresent())
        .toList();
  }

  /**
   * Counts and sums in one scan. Where a value was not carried, the sum is of those that can be.
   */
  private String statement(TableRead table, TableTotal total) {
    StringBuilder sql = new StringBuilder("select count(*)::numeric");
    for (SourceColumn column : table.decimals()) {
      sql.append(", coalesce(sum(").append(number(column)).append(')');
      if (total.refused(column.name()) > 0) {
        sql.append(" filter (where ").append(isCarried(column).orElseThrow()).append(')');
      }
      sql.append(", 0)");
    }
    for (SourceColumn column : table.parsed()) {
      sql.append(", count(").append(Quoted.name(column.name())).append(")::numeric");
    }
    for (SourceColumn column : refused(table, total)) {
      sql.append(", (count(*) filter (where not (")
          .append(isCarried(column).orElseThrow())
          .append(")))::numeric");
    }
    return sql.append(" from ")
        .append(Quoted.name(model.schemaOf(table.name()), model.nameInSchema(table.name())))
        .toString();
  }

  private static String number(SourceColumn column) {
    return Quoted.name(column.name()) + "::numeric";
  }

  /**
   * What holds of a value that can be carried, and of no other; NaN is greater than every number.
   */
  private static Optional<String> isCarried(SourceColumn column) {
    String name = Quoted.name(column.name());
    return switch (column.type().kind()) {
      case DECIMAL -> {
        int scale = column.type().scale();
        BigInteger limit = BigInteger.TEN.pow(column.type().precision() - scale);
        String number = number(column);
        yield Optional.of(
            "abs(%s) < %s and %s = trunc(%s, %d)".formatted(number, limit, number, number, scale));
      }
      case DATE, TIMESTAMP ->
          Optional.of(
              "%s >= '0001-01-01 00:00:00+00' and %s < '10000-01-01 00:00:00+00'"
                  .formatted(name, name));
      default -> Optional.empty();
    };
  }

  private static List<BigDecimal> ask(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      List<BigDecimal> values = new ArrayList<>();
      for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
        values.add(row.getBigDecimal(i));
      }
      return values;
    }
  }

  private DaybookException differs(String source, String read) {
    return DaybookException.of(Code.SRC_RECONCILE, "Cannot reconcile " + source + ", " + read)
        .line("snapshot", access.snapshot())
        .state("nothing of this extraction is kept; readers keep the published release")
        .next("run again; if it comes back, keep the log and report it: it is a defect")
        .build();
  }
}
