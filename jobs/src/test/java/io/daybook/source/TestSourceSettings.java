package io.daybook.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.fault.Kind;
import io.daybook.postgres.TestPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TestSourceSettings {
  private static final String SECRET = "hunter2-never-shown";

  @Test
  void opensSessionsWhoseTransactionsOnlyRead() throws SQLException {
    TestPostgres database = TestPostgres.database();
    SourceSettings settings =
        SourceSettings.of(database.url(), database.user(), database.password());
    try (Connection connection = settings.connect("daybook test");
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      assertThatThrownBy(() -> statement.execute("create table t (x integer)"))
          .hasMessageContaining("read-only transaction");
      connection.rollback();
      try (var row = statement.executeQuery("show application_name")) {
        row.next();
        assertThat(row.getString(1)).isEqualTo("daybook test");
      }
    }
  }

  @Test
  void aWrongPasswordIsNeverTriedAgainAndNeverShown() {
    TestPostgres database = TestPostgres.database();
    SourceSettings settings = SourceSettings.of(database.url(), database.user(), SECRET);

    DaybookException failure = refused(settings);

    assertThat(failure.code()).isEqualTo(Code.SRC_AUTH);
    assertThat(failure.kind()).isEqualTo(Kind.USER);
    assertThat(failure.getMessage())
        .startsWith("SRC-AUTH Cannot connect to source 127.0.0.1:")
        .contains("as daybook: password authentication failed", "(SQLSTATE 28P01)")
        .doesNotContain(SECRET);
    assertThat(settings.toString()).doesNotContain(SECRET).contains("user=daybook");
  }

  @Test
  void aDatabaseThatIsNotThereIsNamed() {
    TestPostgres database = TestPostgres.database();
    SourceSettings settings =
        SourceSettings.of(database.url() + "_gone", database.user(), database.password());
    assertThat(refused(settings).getMessage())
        .startsWith("SRC-DATABASE Cannot connect to source 127.0.0.1:")
        .contains("does not exist", "(SQLSTATE 3D000)");
  }

  @Test
  void aServerThatCannotBeReachedMayBeTriedAgain() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    DaybookException failure =
        refused(SourceSettings.of("jdbc:postgresql://127.0.0.1:" + port + "/shop", "r", SECRET));
    assertThat(failure.kind()).isEqualTo(Kind.SOURCE);
    assertThat(failure.getMessage())
        .startsWith("SRC-UNREACHABLE Cannot connect to source 127.0.0.1:" + port + "/shop as r: ")
        .doesNotContain(SECRET);
    assertThat(refused(SourceSettings.of("jdbc:postgresql://no.such.invalid/shop", "r", SECRET)))
        .hasMessageStartingWith("SRC-UNREACHABLE Cannot connect to source no.such.invalid/shop");
  }

  @Test
  void aServerThatStaysSilentIsGivenUp() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      SourceSettings settings =
          new SourceSettings(
              "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/shop",
              "r",
              SECRET,
              2,
              Duration.ofSeconds(5),
              Duration.ofMillis(800),
              Duration.ofSeconds(1),
              Duration.ofSeconds(1));
      assertThat(refused(settings).code()).isEqualTo(Code.SRC_UNREACHABLE);
    }
  }

  @Test
  void refusesCredentialsInTheUrl() {
    assertThatThrownBy(
            () -> SourceSettings.of("jdbc:postgresql://h/d?password=" + SECRET, "r", SECRET))
        .hasMessage("Invalid source URL: it holds a user or password; they have keys of their own");
    assertThatThrownBy(() -> SourceSettings.of("jdbc:mysql://h/d", "r", SECRET))
        .hasMessageContaining("must be like jdbc:postgresql:");
    assertThatThrownBy(
            () ->
                new SourceSettings(
                    "jdbc:postgresql://h/d",
                    "r",
                    SECRET,
                    1,
                    Duration.ofSeconds(5),
                    Duration.ofMillis(800),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1)))
        .hasMessageContaining("one holds the snapshot, others read");
  }

  private static DaybookException refused(SourceSettings settings) {
    return catchThrowableOfType(DaybookException.class, () -> settings.connect("test").close());
  }
}
