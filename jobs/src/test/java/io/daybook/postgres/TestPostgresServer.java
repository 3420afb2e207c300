package io.daybook.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestPostgresServer {
  @TempDir Path directory;

  @Test
  void keepsFsyncOnAndSpeaksUtc() throws SQLException {
    try (PostgresServer server = PostgresServer.open(directory);
        Connection session = server.connect("postgres")) {
      assertThat(show(session, "fsync")).isEqualTo("on");
      assertThat(show(session, "timezone")).isEqualTo("UTC");
      assertThat(show(session, "server_encoding")).isEqualTo("UTF8");
      assertThat(show(session, "listen_addresses")).isEqualTo("127.0.0.1");
    }
  }

  private static String show(Connection session, String setting) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet rows = statement.executeQuery("show " + setting)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
