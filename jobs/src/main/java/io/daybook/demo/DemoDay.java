package io.daybook.demo;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;

/**
 * A day of business in a filled demo source: new rows, what moves on, what comes late, updates that
 * leave {@code updated_at} behind, soft and hard deletes.
 *
 * @param day the day that was added: the one after the last of the history
 * @param changes rows that were inserted, updated or deleted
 */
public record DemoDay(LocalDate day, long changes) {
  /** What this transaction changed so far. */
  private static final String CHANGES =
      """
      select sum(n_tup_ins + n_tup_upd + n_tup_del)
      from pg_stat_xact_user_tables
      where schemaname = any (?)
      """;

  /**
   * Lets the next day happen, in one transaction. The same history and seed make the same day.
   *
   * @param admin connection of the database's owner, in auto-commit mode; stays open
   * @param source one of {@link DemoSources#names}
   * @throws DaybookException DEMO-FAILED when the server refuses, USAGE for a source whose days
   *     nobody has written; the database is as it was
   */
  public static DemoDay apply(Connection admin, String source, long seed) {
    DemoFolder folder = DemoFolder.load(source);
    DemoFolder.Day day =
        folder
            .day()
            .orElseThrow(
                () ->
                    DaybookException.of(
                            Code.USAGE,
                            "Cannot let more days happen in " + source + ": its demo has none")
                        .state("the source is filled, nothing was published")
                        .next("daybook demo --source " + source)
                        .build());
    try {
      admin.setAutoCommit(false);
      try (Statement statement = admin.createStatement()) {
        statement.execute("set local search_path = public");
        LocalDate next = next(statement, day);
        happen(statement, folder, day, seed + next.toEpochDay(), next);
        DemoDay applied = new DemoDay(next, changes(admin, folder));
        admin.commit();
        return applied;
      } catch (SQLException e) {
        admin.rollback();
        throw e;
      } finally {
        admin.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw DaybookException.of(
              Code.DEMO_FAILED, "Cannot add a day to the demo source: " + e.getMessage())
          .state("the database is as it was")
          .next("give a database that the demo filled, whose owner you are")
          .cause(e)
          .build();
    }
  }

  private static LocalDate next(Statement statement, DemoFolder.Day day) throws SQLException {
    try (ResultSet row = statement.executeQuery(day.next())) {
      row.next();
      return row.getObject(1, LocalDate.class);
    }
  }

  private static void happen(
      Statement statement, DemoFolder folder, DemoFolder.Day day, long seed, LocalDate next)
      throws SQLException {
    statement.execute(DemoFolder.common("common/dice").replace(":seed", Long.toString(seed)));
    for (String script : day.scripts()) {
      statement.execute(
          folder
              .script(script)
              .replace(":today", next.plusDays(1).toString())
              .replace(":day", next.toString()));
    }
    statement.execute(DemoFolder.common("common/end"));
  }

  private static long changes(Connection admin, DemoFolder folder) throws SQLException {
    try (PreparedStatement statement = admin.prepareStatement(CHANGES)) {
      statement.setArray(1, admin.createArrayOf("text", folder.shape().schemas().toArray()));
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
