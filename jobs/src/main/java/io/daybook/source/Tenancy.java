package io.daybook.source;

/** How the tenant of a row is known. */
public sealed interface Tenancy {
  /** A column of the row holds it (the tenant table names its own key). */
  record Own(String column) implements Tenancy {}

  /**
   * The parent at the end of this relation of the same table knows it, perhaps through its own
   * parent.
   */
  record Via(String relation) implements Tenancy {}

  /** The table belongs to no tenant. */
  record Global() implements Tenancy {}
}
