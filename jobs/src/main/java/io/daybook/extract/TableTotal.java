package io.daybook.extract;

import io.daybook.copy.ColumnLoss;
import io.daybook.copy.TableRead;
import io.daybook.warehouse.DataFile;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What all slices of one table brought together.
 *
 * @param sums sum of each decimal column, unscaled
 * @param parsed texts of each parsed column
 * @param losses what became of values that cannot be carried, by the column's name
 */
record TableTotal(
    List<DataFile> files,
    long rows,
    long leftOut,
    long fingerprint,
    List<BigInteger> sums,
    List<Long> parsed,
    Map<String, ColumnLoss> losses) {
  TableTotal {
    files = List.copyOf(files);
    sums = List.copyOf(sums);
    parsed = List.copyOf(parsed);
    losses = Map.copyOf(losses);
  }

  /** Values of a column that cannot be carried, in rows written and left out. */
  long refused(String column) {
    return losses.containsKey(column) ? losses.get(column).refused() : 0;
  }

  static TableTotal of(TableRead table, List<SliceResult> slices) {
    List<DataFile> files = new ArrayList<>();
    long rows = 0;
    long leftOut = 0;
    long fingerprint = 0;
    BigInteger[] sums = new BigInteger[table.decimals().size()];
    Arrays.fill(sums, BigInteger.ZERO);
    Long[] parsed = new Long[table.parsed().size()];
    Arrays.fill(parsed, 0L);
    Map<String, ColumnLoss> losses = new HashMap<>();
    for (SliceResult slice : slices) {
      files.addAll(slice.files());
      rows += slice.rows();
      leftOut += slice.leftOut();
      fingerprint += slice.fingerprint();
      for (int i = 0; i < sums.length; i++) {
        sums[i] = sums[i].add(slice.sums().get(i));
      }
      for (int i = 0; i < parsed.length; i++) {
        parsed[i] += slice.parsed().get(i);
      }
      slice.losses().forEach(loss -> losses.merge(loss.column(), loss, ColumnLoss::plus));
    }
    return new TableTotal(
        files, rows, leftOut, fingerprint, List.of(sums), List.of(parsed), losses);
  }
}
