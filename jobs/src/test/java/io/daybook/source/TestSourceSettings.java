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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestSourceSettings {
  private static final String SECRET = "hunter2-never-shown";

  @Test
  void opensSessionsThatOnlyRead() throws SQLException {
    TestPostgres database = TestPostgres.database();
    SourceSettings settings =
        SourceSettings.of(database.url(), database.user(), database.password());
    try (Connection connection = settings.connect("daybook test");
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute("create table t (x integer)"))
          .hasMessageContaining("read-only transaction");
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
        .hasMessage("Invalid source URL: it carries credentials");
    assertThatThrownBy(() -> SourceSettings.of("jdbc:mysql://h/d", "r", SECRET))
        .hasMessageContaining("does not start with jdbc:postgresql:");
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

  @ParameterizedTest
  @CsvSource({
    "28P01, SRC_AUTH",
    "28000, SRC_AUTH",
    "3D000, SRC_DATABASE",
    "42501, SRC_RIGHTS",
    "42P01, SRC_SCHEMA",
    "42703, SRC_SCHEMA",
    "42601, INTERNAL"
  })
  void doesNotTryAgainWhatSomebodyMustMend(String state, Code code) {
    SQLException error = new SQLException("refused", state);
    assertThat(SourceErrors.codeOf(error)).isEqualTo(code);
    assertThat(SourceErrors.isTransient(error)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "08000, SRC_LOST",
    "08001, SRC_LOST",
    "08003, SRC_LOST",
    "08006, SRC_LOST",
    "57P01, SRC_LOST",
    "57P02, SRC_LOST",
    "57P03, SRC_UNREACHABLE",
    "53300, SRC_UNREACHABLE",
    "40001, SRC_LOST",
    "40P01, SRC_LOCK",
    "55P03, SRC_LOCK"
  })
  void triesAgainWhatPasses(String state, Code code) {
    SQLException error = new SQLException("refused", state);
    assertThat(SourceErrors.codeOf(error)).isEqualTo(code);
    assertThat(SourceErrors.isTransient(error)).isTrue();
    assertThat(SourceErrors.codeOfConnecting(error).kind()).isEqualTo(Kind.SOURCE);
  }

  @ParameterizedTest
  @CsvSource({"14, 14.20", "15, 15.9", "18, 18.4"})
  void takesTheSupportedVersions(int major, String version) {
    SourceErrors.requireVersion("h:5432/shop", major, version);
  }

  @Test
  void refusesOtherVersionsByName() {
    assertThatThrownBy(() -> SourceErrors.requireVersion("h:5432/shop", 13, "13.23"))
        .hasMessage(
            """
            SRC-VERSION Cannot read source h:5432/shop: the server is PostgreSQL 13.23, supported are 14 to 18
              why    it cannot read a slice of a table by ctid without scanning all of it
              state  nothing was read; readers keep the published release
              next   upgrade the server, or name a replica of a supported version in daybook.yml""");
    assertThatThrownBy(() -> SourceErrors.requireVersion("h:5432/shop", 19, "19beta1"))
        .hasMessageContaining("Daybook was not tried on it");
  }

  private static DaybookException refused(SourceSettings settings) {
    return catchThrowableOfType(DaybookException.class, () -> settings.connect("test").close());
  }
}
