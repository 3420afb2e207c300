package io.daybook.source;

import java.util.List;
import java.util.Optional;

/** How the tenant of a row is known. */
public sealed interface Tenancy {
  /** The column of the row that holds it, if one does. */
  default Optional<String> ownColumn() {
    return this instanceof Own own ? Optional.of(own.column()) : Optional.empty();
  }

  /** A key without the tenant column, unless that is all of it. */
  static List<String> beside(Optional<String> tenantColumn, List<String> key) {
    List<String> rest =
        key.stream().filter(column -> !tenantColumn.equals(Optional.of(column))).toList();
    return rest.isEmpty() ? key : rest;
  }

  /** A column of the row holds it (the tenant table names its own key). */
  record Own(String column) implements Tenancy {}

  /**
   * The parent at the end of this relation of the same table knows it, perhaps through its own
   * parent.
   */
  record Via(String relation) implements Tenancy {}

  /** The table belongs to no tenant. */
  record Global() implements Tenancy {}

  /** The source has one tenant alone, and all rows are its. */
  record Only() implements Tenancy {}
}
