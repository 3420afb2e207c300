package io.daybook.sql;

import java.util.Locale;

/**
 * Names as engines compare them: without their case. PostgreSQL tells {@code "Total"} from {@code
 * "total"}; DuckDB and Spark take them for one.
 */
public final class FoldedName {
  private FoldedName() {}

  /** The same text for names that differ in case only. */
  public static String of(String name) {
    return name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }
}
