package io.daybook.source;

import java.util.Map;
import java.util.Optional;

/**
 * Columns that a join may compare. Outside of PostgreSQL two values are equal when their bytes are;
 * a type or collation that says otherwise would lose parents and tenants without a word, so that
 * such columns are refused as keys, references and tenants.
 */
final class Equality {
  private static final Map<String, String> OWN =
      Map.of(
          "citext", "texts that differ in case only are equal",
          "interval", "1 day and 24 hours are equal",
          "jsonb", "numbers written in two ways are equal",
          "real", "equal numbers may differ in their last digits",
          "double precision", "equal numbers may differ in their last digits");

  private Equality() {}

  /** What the column's own equality is; empty where it is that of its bytes. */
  static Optional<String> own(Catalogue.Column column) {
    if (column.ownCollation()) {
      return Optional.of(
          "has a collation that is not deterministic: texts of other bytes are equal");
    }
    String type = PgType.plain(column.type().name()).replaceFirst("^.*\\.", "");
    if (OWN.containsKey(type)) {
      return Optional.of("is " + column.type() + ", in which " + OWN.get(type));
    }
    return column.type().name().equals("numeric")
        ? Optional.of("is numeric without a size, in which 1 and 1.0 are equal")
        : Optional.empty();
  }
}
