package io.daybook.source;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;

/** Drafts the two files of a model from a live database. */
@SuppressWarnings("DoNotCallSuggester")
public final class SourceDraft {
  private SourceDraft() {}

  /** The text of {@code catalogue.yml}; the same database gives the same text. */
  public static String catalogue(Connection connection, String schema) {
    throw new UnsupportedOperationException();
  }

  /** The text of a first {@code source.yml}: guesses for a person to check. */
  public static String skeleton(Connection connection, String source, String schema) {
    throw new UnsupportedOperationException();
  }

  /**
   * Writes {@code catalogue.yml}, and {@code source.yml} where there is none.
   *
   * @param sqlDirectory the folder {@code sql}
   * @param schema schema of a source that has no {@code source.yml} yet
   * @return the files that were written
   */
  public static List<Path> write(
      Path sqlDirectory, String source, String schema, Connection connection) {
    throw new UnsupportedOperationException();
  }
}
