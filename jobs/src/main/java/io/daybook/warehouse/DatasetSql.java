package io.daybook.warehouse;

import io.daybook.duckdb.DuckDb;

/** A dataset in DuckDB's SQL. */
public final class DatasetSql {
  private DatasetSql() {}

  /** A select of its rows, by its schema and never by what its files say. */
  public static String select(FileStore files, Dataset dataset) {
    return DuckDb.select(
        dataset.schema(),
        dataset.files().stream().map(file -> files.local(file.path())).toList(),
        dataset.mayLackColumns());
  }
}
