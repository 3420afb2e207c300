package io.daybook.run;

/** What the clock of a source's server shows, in one database alone. */
public final class SourceClock {
  private SourceClock() {}

  /** The statement that sets it, for the owner of the database. */
  public static String shows(String expression) {
    return """
        set allow_system_table_mods = on;
        create or replace function pg_catalog.clock_timestamp() returns timestamptz
            language sql volatile parallel safe as $$ select %s $$
        """
        .formatted(expression);
  }

  /** The statement that sets it forward. */
  public static String isLaterBy(String interval) {
    return shows("pg_catalog.now() + interval '" + interval + "'");
  }
}
