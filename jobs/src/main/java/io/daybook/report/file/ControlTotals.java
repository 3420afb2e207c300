package io.daybook.report.file;

import io.daybook.report.layout.Cell;
import io.daybook.report.layout.Column;
import io.daybook.report.layout.Measure;
import io.daybook.report.layout.Report;
import io.daybook.report.layout.ReportTable;
import io.daybook.report.layout.Total;
import io.daybook.report.layout.Unit;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** Proves the tables of a report against themselves, before any file is made of them. */
final class ControlTotals {
  private ControlTotals() {}

  /**
   * Counts the rows and, where a table holds all that there are, adds them up.
   *
   * @throws WrongFile when a table is not what it says
   */
  static void prove(Report report) throws WrongFile {
    for (int i = 0; i < report.tables().size(); i++) {
      prove(i + 1, report.tables().get(i));
    }
  }

  private static void prove(int number, ReportTable table) throws WrongFile {
    BigDecimal[] sums = new BigDecimal[table.columns().size()];
    Arrays.fill(sums, BigDecimal.ZERO);
    long count = 0;
    try (Stream<List<Cell>> rows = table.open()) {
      for (Iterator<List<Cell>> each = rows.iterator(); each.hasNext(); count++) {
        add(sums, each.next());
      }
    }
    if (count != table.rows().count()) {
      throw new WrongFile(
          "table %d has %d rows and says %d".formatted(number, count, table.rows().count()));
    }
    if (table.isWhole()) {
      compare(number, table, sums);
    }
  }

  private static void add(BigDecimal[] sums, List<Cell> row) {
    for (int i = 0; i < sums.length; i++) {
      if (row.get(i) instanceof Measure measure) {
        sums[i] = sums[i].add(measure.number().orElse(BigDecimal.ZERO));
      }
    }
  }

  private static void compare(int number, ReportTable table, BigDecimal[] sums) throws WrongFile {
    for (int i = 0; i < sums.length; i++) {
      Column column = table.columns().get(i);
      if (table.totals().get(i) instanceof Total.Sum sum && sum.value().number().isPresent()) {
        Unit unit = column.unit().orElse(Unit.DECIMAL);
        BigDecimal stated = unit.round(sum.value().number().get(), column.decimals());
        if (stated.compareTo(sums[i]) != 0) {
          throw new WrongFile(
              "the total of column %d of table %d is not the sum of its rows"
                  .formatted(i + 1, number));
        }
      }
    }
  }
}
