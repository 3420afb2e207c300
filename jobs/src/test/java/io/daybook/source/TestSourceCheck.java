package io.daybook.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the check asks, whatever it finds. */
class TestSourceCheck {
  @TempDir Path sql;
  private ShopSource shop;

  @BeforeEach
  void grantAsPrinted() throws SQLException, IOException {
    shop = new ShopSource(sql);
    shop.grant();
  }

  @AfterEach
  void dropTheRole() throws SQLException {
    shop.drop();
  }

  @Test
  void theRolesOwnTimeoutsDoNotStopTheCheck() throws SQLException {
    shop.execute("alter role " + shop.role + " set statement_timeout = '1ms'");
    assertThat(shop.errors()).isEmpty();
    try (Connection reader = shop.settings().connect("test");
        Statement statement = reader.createStatement()) {
      assertThatThrownBy(() -> statement.executeQuery("select pg_sleep(1)"))
          .as("without the check's patience")
          .hasMessageContaining("statement timeout");
    }
  }

  @Test
  void worksInsideTheTransactionOfTheCaller() throws SQLException {
    try (Connection reader = shop.settings().connect("test")) {
      reader.setAutoCommit(false);
      new SourceCheck(shop.model, 4).requireUsable(reader);
      try (Statement statement = reader.createStatement();
          ResultSet row = statement.executeQuery("select now() = statement_timestamp()")) {
        row.next();
        assertThat(row.getBoolean(1)).as("the transaction is older than this statement").isFalse();
      }
      reader.rollback();
    }
  }
}
