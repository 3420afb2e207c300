package io.daybook.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestDemoWriter {
  private static final String KEPT =
      "select (select sum(amount) from order_payments),"
          + " (select sum(total) from orders) - (select sum(line_total) from order_line_items)";

  @Test
  void keepsTheSumsAtEverySnapshot() throws SQLException {
    TestPostgres database = TestPostgres.database();
    try (Connection connection = database.connect()) {
      DemoSource.create(connection, DemoSize.XS, 3, LocalDate.of(2026, 3, 29));
      List<List<Object>> before = Oracle.query(connection, KEPT);
      long orders = orders(connection);
      DemoWriter writer = DemoWriter.start(database::connect, 2);
      try (writer) {
        while (writer.transactions() < 100) {
          assertThat(Oracle.query(connection, KEPT)).isEqualTo(before);
        }
      }
      assertThat(Oracle.query(connection, KEPT)).isEqualTo(before);
      assertThat(orders(connection) - orders).isEqualTo(writer.transactions() / 2);
    }
  }

  private static long orders(Connection connection) throws SQLException {
    return (Long) Oracle.query(connection, "select count(*) from orders").get(0).get(0);
  }
}
