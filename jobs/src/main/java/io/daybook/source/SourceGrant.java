package io.daybook.source;

/** Writes the SQL that gives Daybook's role the rights it needs and no more. */
@SuppressWarnings("DoNotCallSuggester")
public final class SourceGrant {
  private SourceGrant() {}

  /**
   * The script that a DBA reads, then runs in the source's database. It can be run again after the
   * model has changed: afterwards the role can read exactly the model's tables. Holds no password.
   *
   * @param role role to create
   * @param database the source's database
   * @param connections connections that a run opens at once
   */
  public static String sql(SourceModel model, String role, String database, int connections) {
    throw new UnsupportedOperationException();
  }
}
