package io.daybook.demo;

import java.sql.SQLException;

/**
 * How one table is filled.
 *
 * @param columns names of the columns that are written, separated by commas, in the order of the
 *     values; the others keep their defaults
 * @param writer writes the rows of one tenant
 */
record TableRows(Table table, String columns, Writer writer) {
  /** Writes all rows of one tenant. */
  interface Writer {
    void write(TenantPlan tenant, CopyText out) throws SQLException;
  }
}
