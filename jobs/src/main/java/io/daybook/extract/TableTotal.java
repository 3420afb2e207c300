package io.daybook.extract;

import io.daybook.copy.TableRead;
import io.daybook.warehouse.DataFile;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What all slices of one table brought together.
 *
 * @param sums sum of each decimal column, unscaled
 * @param parsed texts of each parsed column
 */
record TableTotal(
    List<DataFile> files,
    long rows,
    long quarantined,
    long fingerprint,
    List<BigInteger> sums,
    List<Long> parsed) {
  TableTotal {
    files = List.copyOf(files);
    sums = List.copyOf(sums);
    parsed = List.copyOf(parsed);
  }

  static TableTotal of(TableRead table, List<SliceResult> slices) {
    List<DataFile> files = new ArrayList<>();
    long rows = 0;
    long quarantined = 0;
    long fingerprint = 0;
    BigInteger[] sums = new BigInteger[table.decimals().size()];
    Arrays.fill(sums, BigInteger.ZERO);
    Long[] parsed = new Long[table.parsed().size()];
    Arrays.fill(parsed, 0L);
    for (SliceResult slice : slices) {
      files.addAll(slice.files());
      rows += slice.rows();
      quarantined += slice.quarantined();
      fingerprint += slice.fingerprint();
      for (int i = 0; i < sums.length; i++) {
        sums[i] = sums[i].add(slice.sums().get(i));
      }
      for (int i = 0; i < parsed.length; i++) {
        parsed[i] += slice.parsed().get(i);
      }
    }
    return new TableTotal(files, rows, quarantined, fingerprint, List.of(sums), List.of(parsed));
  }
}
