package io.daybook.definition;

import java.nio.file.Path;

/** What this project defines for Renoz; read once, because it does not change. */
public final class Renoz {
  /** The folder {@code sql/}. */
  public static final Path SQL = Path.of(System.getProperty("daybook.home")).resolve("sql");

  /** All of it. */
  public static final SourceDefinition DEFINITION = SourceDefinition.load(SQL, "renoz");

  private Renoz() {}
}
