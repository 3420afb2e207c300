package io.daybook.demo;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;

/**
 * A day of business in a filled demo source: new orders, customers and opportunities, what moves
 * on, late payments, refunds, an order that is written down days later, updates that leave {@code
 * updated_at} behind, soft and hard deletes.
 *
 * @param day the UTC day that was added: the one after the last of the history
 * @param changes rows that were inserted, updated or deleted
 */
public record DemoDay(LocalDate day, long changes) {
  private static final String NEXT =
      "select cast(max(created_at) at time zone 'UTC' as date) + 1 from "
          + DemoSource.SCHEMA
          + ".orders";

  /** What this transaction changed so far. */
  private static final String CHANGES =
      """
      select sum(n_tup_ins + n_tup_upd + n_tup_del)
      from pg_stat_xact_user_tables
      where schemaname = 'public'
      """;

  /**
   * Lets the next day happen, in one transaction. The same history and seed make the same day.
   *
   * @param admin connection of the database's owner, in auto-commit mode; stays open
   * @throws DaybookException DEMO-FAILED when the server refuses; the database is as it was
   */
  public static DemoDay apply(Connection admin, long seed) {
    try {
      admin.setAutoCommit(false);
      try (Statement statement = admin.createStatement()) {
        LocalDate day = next(statement);
        DemoDay applied = new DemoDay(day, changes(statement, seed + day.toEpochDay(), day));
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

  private static LocalDate next(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery(NEXT)) {
      row.next();
      return row.getObject(1, LocalDate.class);
    }
  }

  private static long changes(Statement statement, long seed, LocalDate day) throws SQLException {
    statement.execute("set local search_path = " + DemoSource.SCHEMA);
    statement.execute(DemoSource.dice(seed));
    statement.execute(DemoSource.rowScript("begin", day.plusDays(1)));
    statement.execute(DemoSource.rowScript("day", day.plusDays(1)).replace(":day", day.toString()));
    statement.execute(DemoSource.END);
    try (ResultSet row = statement.executeQuery(CHANGES)) {
      row.next();
      return row.getLong(1);
    }
  }
}
