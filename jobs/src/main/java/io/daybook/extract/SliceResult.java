package io.daybook.extract;

import static java.util.Objects.requireNonNull;

import io.daybook.copy.ColumnLoss;
import io.daybook.copy.Quarantined;
import io.daybook.copy.Unparsed;
import io.daybook.warehouse.DataFile;
import java.io.Serializable;
import java.math.BigInteger;
import java.util.List;

/**
 * What one slice brought.
 *
 * @param table its table
 * @param files its file; none when it had no row
 * @param rows rows written
 * @param leftOut rows left out
 * @param fingerprint sum of the hashes of all its rows' COPY bytes, written or not
 * @param sums sum of each decimal column in order, unscaled, of rows written and left out
 * @param parsed texts of each parsed column in order, parsed, unparsed or in a row left out
 * @param losses what became of values that cannot be carried, by column
 * @param samples such values, the first of each column
 * @param unparsed what did not parse, one a parsed column
 */
record SliceResult(
    String table,
    List<DataFile> files,
    long rows,
    long leftOut,
    long fingerprint,
    List<BigInteger> sums,
    List<Long> parsed,
    List<ColumnLoss> losses,
    List<Quarantined> samples,
    List<Unparsed> unparsed)
    implements Serializable {
  SliceResult {
    requireNonNull(table, "table is null");
    files = List.copyOf(files);
    sums = List.copyOf(sums);
    parsed = List.copyOf(parsed);
    losses = List.copyOf(losses);
    samples = List.copyOf(samples);
    unparsed = List.copyOf(unparsed);
  }
}
