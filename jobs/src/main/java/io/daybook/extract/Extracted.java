package io.daybook.extract;

import static java.util.Objects.requireNonNull;

import io.daybook.copy.Quarantined;
import io.daybook.copy.Unparsed;
import io.daybook.warehouse.Dataset;
import io.daybook.warehouse.SourceSnapshot;
import java.util.List;

/**
 * What an extraction brought home.
 *
 * @param snapshot where in the source's history it lies, with the counts of each table
 * @param tables the raw tables that could be read, in the order of the model
 * @param quarantine the rows that were left out, each of them
 * @param unparsed every parsed column of every table, with what of it is NULL because it did not
 *     parse
 */
public record Extracted(
    SourceSnapshot snapshot,
    List<Dataset> tables,
    List<Quarantined> quarantine,
    List<Unparsed> unparsed) {
  public Extracted {
    requireNonNull(snapshot, "snapshot is null");
    tables = List.copyOf(tables);
    quarantine = List.copyOf(quarantine);
    unparsed = List.copyOf(unparsed);
  }
}
