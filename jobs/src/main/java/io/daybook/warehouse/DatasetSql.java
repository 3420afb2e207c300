package io.daybook.warehouse;

import io.daybook.duckdb.DuckDb;
import io.daybook.schema.KeyForm;

/** A dataset in DuckDB's SQL. */
public final class DatasetSql {
  private DatasetSql() {}

  /** A select of its rows, by its schema and never by what its files say. */
  public static String select(FileStore files, Dataset dataset, KeyForm keys) {
    return DuckDb.select(
        dataset.schema(),
        dataset.files().stream().map(file -> files.local(file.path())).toList(),
        dataset.mayLackColumns(),
        keys);
  }
}
