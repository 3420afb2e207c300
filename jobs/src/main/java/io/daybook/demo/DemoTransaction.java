package io.daybook.demo;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The one transaction in which a demo source is made. */
final class DemoTransaction {
  /** What fills the tables. */
  interface Filling<T> {
    T fill() throws SQLException;
  }

  private DemoTransaction() {}

  /**
   * Fills and commits; leaves samples to plan by.
   *
   * @param admin connection of the database's owner, in auto-commit mode; stays open
   * @throws DaybookException DEMO-FAILED when the server refuses; the database is as it was
   */
  static <T> T run(Connection admin, Filling<T> filling) {
    try {
      admin.setAutoCommit(false);
      try (Statement statement = admin.createStatement()) {
        T filled = filling.fill();
        // Enough to plan by; the usual samples took a sixth of all of this.
        statement.execute("set local default_statistics_target = 10");
        statement.execute("analyze");
        admin.commit();
        return filled;
      } catch (SQLException e) {
        admin.rollback();
        throw e;
      } finally {
        admin.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw DaybookException.of(
              Code.DEMO_FAILED, "Cannot create the demo source: " + e.getMessage())
          .state("the database is as it was")
          .next("give an empty database whose owner you are")
          .cause(e)
          .build();
    }
  }
}
