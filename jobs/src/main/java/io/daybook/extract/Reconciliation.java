package io.daybook.extract;

import io.daybook.copy.TableRead;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.source.SourceColumn;
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

/**
 * Compares what was read of a table with what the source says it holds, under the same snapshot:
 * the count, the exact sum of every decimal column, and how many texts a parsed column has.
 */
final class Reconciliation {
  private final SnapshotAccess access;
  private final String schema;
  private final Duration silence;

  Reconciliation(SnapshotAccess access, String schema, Duration silence) {
    this.access = access;
    this.schema = schema;
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
            connection -> ask(connection, statement(table, total.quarantined() > 0)));
    long rows = source.get(0).longValueExact();
    if (rows != total.rows() + total.quarantined()) {
      throw differs(
          table.name() + ": the source holds " + rows + " rows",
          total.rows() + " were written and " + total.quarantined() + " quarantined");
    }
    requireSums(table, total, source.subList(1, 1 + total.sums().size()));
    requireTexts(table, total, source.subList(1 + total.sums().size(), source.size()));
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

  /**
   * Counts and sums in one scan. Where rows were quarantined, the sums are of the values that can
   * be carried; NaN is greater than every number.
   */
  private String statement(TableRead table, boolean carriedOnly) {
    StringBuilder sql = new StringBuilder("select count(*)::numeric");
    for (SourceColumn column : table.decimals()) {
      String name = Quoted.name(column.name()) + "::numeric";
      sql.append(", coalesce(sum(").append(name).append(')');
      if (carriedOnly) {
        int scale = column.type().scale();
        BigInteger limit = BigInteger.TEN.pow(column.type().precision() - scale);
        sql.append(" filter (where ")
            .append("abs(" + name + ") < " + limit)
            .append(" and " + name + " = trunc(" + name + ", " + scale + "))");
      }
      sql.append(", 0)");
    }
    for (SourceColumn column : table.parsed()) {
      sql.append(", count(").append(Quoted.name(column.name())).append(")::numeric");
    }
    return sql.append(" from ").append(Quoted.name(schema, table.name())).toString();
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
