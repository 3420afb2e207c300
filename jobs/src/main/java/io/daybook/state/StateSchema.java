package io.daybook.state;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the schema {@code daybook} to the version of this program. */
final class StateSchema {
  /** Version of the newest file under {@code migrations}. */
  static final int VERSION = 7;

  static final String MIGRATIONS = "io/daybook/state/migrations";

  private StateSchema() {}

  /** Asks the history first: Flyway itself costs a command most of its start. */
  static void migrate(StateDatabase database) {
    int found = version(database);
    if (found == VERSION) {
      return;
    }
    if (found > VERSION) {
      throw DaybookException.of(
              Code.STATE_VERSION,
              "Cannot open the state in %s: its schema has version %d, this program knows %d"
                  .formatted(database.where(), found, VERSION))
          .state("the state was not changed")
          .next("use the newer Daybook that wrote it")
          .build();
    }
    try {
      Flyway.configure()
          .dataSource(database.dataSource())
          .schemas("daybook")
          .table("schema_history")
          .locations("classpath:" + MIGRATIONS)
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw StateDatabase.failure("migrate the schema of the state", database.where(), e, e);
    }
  }

  private static int version(StateDatabase database) {
    Optional<Boolean> known =
        database.row(
            "look for the schema of the state",
            "select to_regclass('daybook.schema_history') is not null",
            row -> row.getBoolean(1));
    if (!known.orElse(false)) {
      return 0;
    }
    return database
        .row(
            "read the version of the state's schema",
            """
            select coalesce(max(version::integer), 0)
            from daybook.schema_history
            where success and version is not null
            """,
            row -> row.getInt(1))
        .orElse(0);
  }
}
