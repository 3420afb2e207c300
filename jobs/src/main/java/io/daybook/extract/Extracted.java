package io.daybook.extract;

import static java.util.Objects.requireNonNull;

import io.daybook.copy.ColumnLoss;
import io.daybook.copy.Quarantined;
import io.daybook.copy.Unparsed;
import io.daybook.warehouse.Dataset;
import io.daybook.warehouse.SourceSnapshot;
import java.util.List;

/**
 * What an extraction brought home.
 *
 * @param snapshot where in the source's history it lies, with the counts of each table, yet without
 *     their losses
 * @param tables the raw tables that could be read, in the order of the model
 * @param losses what became of values that cannot be carried, by table and column
 * @param quarantine such values: each where something reads the column, the first of others
 * @param unparsed every parsed column of every table, with what of it is NULL because it did not
 *     parse
 */
public record Extracted(
    SourceSnapshot snapshot,
    List<Dataset> tables,
    List<ColumnLoss> losses,
    List<Quarantined> quarantine,
    List<Unparsed> unparsed) {
  public Extracted {
    requireNonNull(snapshot, "snapshot is null");
    tables = List.copyOf(tables);
    losses = List.copyOf(losses);
    quarantine = List.copyOf(quarantine);
    unparsed = List.copyOf(unparsed);
  }
}
