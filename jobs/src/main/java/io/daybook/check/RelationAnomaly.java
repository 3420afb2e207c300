package io.daybook.check;

import java.util.Arrays;
import java.util.Locale;

/** What may be wrong with a reference. A parent that is there but deleted is none of it. */
enum RelationAnomaly {
  ORPHANED("the reference leads to no row"),
  CROSS_TENANT("the reference leads to a row of another tenant"),
  UNMAPPED_TYPE("the row names a table that the model does not map");

  private final String meaning;

  RelationAnomaly(String meaning) {
    this.meaning = meaning;
  }

  /** The one whose check has this name. */
  static RelationAnomaly of(String check) {
    return Arrays.stream(values())
        .filter(each -> check.endsWith("." + each.text()))
        .findFirst()
        .orElseThrow();
  }

  /** The last part of its check's name. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether a row shows it by itself, whatever it refers to. */
  boolean isOfRowAlone() {
    return this == UNMAPPED_TYPE;
  }

  /** What a finding means. */
  String meaning() {
    return meaning;
  }

  /** How many rows of a relation have it. */
  long rows(RelationCount count) {
    return switch (this) {
      case ORPHANED -> count.orphaned();
      case CROSS_TENANT -> count.crossTenant();
      case UNMAPPED_TYPE -> count.unmappedType();
    };
  }
}
