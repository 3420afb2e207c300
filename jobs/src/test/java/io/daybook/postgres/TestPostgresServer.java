package io.daybook.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.daybook.Eventually;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestPostgresServer {
  @TempDir static Path temporary;

  /** Shared, because creating one takes longest; every test leaves it as it was. */
  private static Path directory;

  @BeforeAll
  static void chooseDirectory() {
    // A space, and longer than the path of a Unix socket may be.
    directory = temporary.resolve("the state of " + "a".repeat(100)).resolve("postgres");
  }

  @AfterEach
  void stop() throws IOException {
    if (PidFile.read(data()).filter(PidFile::alive).isPresent()) {
      new ServerPrograms(new ServerDirectory(directory), Binaries.unpacked()).stop();
    }
  }

  private static Path data() {
    return directory.resolve("data");
  }

  private static PostgresServer open() {
    return PostgresServer.open(directory);
  }

  private static long serverPid() throws IOException {
    return PidFile.read(data()).orElseThrow().pid();
  }

  /** SIGKILL for the server: its backends end by themselves. */
  private static void killServer()
      throws IOException, ExecutionException, InterruptedException, TimeoutException {
    ProcessHandle server = ProcessHandle.of(serverPid()).orElseThrow();
    server.destroyForcibly();
    server.onExit().get(Eventually.LIMIT.toMinutes(), TimeUnit.MINUTES);
  }

  private static void execute(PostgresServer server, String sql) throws SQLException {
    try (Connection session = server.connect("postgres");
        Statement statement = session.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String text(PostgresServer server, String sql) throws SQLException {
    try (Connection session = server.connect("postgres");
        Statement statement = session.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static void fails(ThrowingCallable opening, Code code, String... parts) {
    assertThatExceptionOfType(DaybookException.class)
        .isThrownBy(opening)
        .satisfies(e -> assertThat(e.code()).isEqualTo(code))
        .satisfies(e -> assertThat(e.getMessage()).contains(parts));
  }

  @Test
  void keepsFsyncOnAndListensOnTheLoopbackInterfaceOnly() throws SQLException {
    try (PostgresServer server = open()) {
      assertThat(text(server, "show fsync")).isEqualTo("on");
      assertThat(text(server, "show timezone")).isEqualTo("UTC");
      assertThat(text(server, "show server_encoding")).isEqualTo("UTF8");
      assertThat(text(server, "show listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(text(server, "show unix_socket_directories")).isEmpty();
      assertThat(text(server, "show server_version")).startsWith(Binaries.MAJOR_VERSION + ".");
    }
  }

  @Test
  void refusesAWrongPassword() throws IOException, SQLException {
    try (PostgresServer server = open()) {
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(
              () -> DriverManager.getConnection(server.url("postgres"), server.user(), "guess"))
          .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
      assertThat(text(server, "select count(*) from pg_hba_file_rules where auth_method = 'trust'"))
          .isEqualTo("0");

      Path file = directory.resolve("password");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      Files.writeString(file, "guess-4711");
      fails(
          TestPostgresServer::open,
          Code.STATE_AUTH,
          "it refuses the password",
          "next   restore " + file);
      Files.delete(file);
      fails(TestPostgresServer::open, Code.STATE_AUTH, "its file password is missing");
      Files.writeString(file, server.password());
    }
  }

  @Test
  void stopsWithTheLastThatClosesIt() throws IOException, SQLException {
    PostgresServer first = open();
    PostgresServer second = open();
    assertThat(second.port()).isEqualTo(first.port());
    first.close();
    assertThat(text(second, "select 1")).isEqualTo("1");
    second.close();
    assertThat(PidFile.read(data())).isEmpty();
    second.close();
  }

  @Test
  void sharesOneServerWithAProcessThatOpensItAtTheSameMoment() throws Exception {
    try (ChildJvm child = ChildJvm.start(ServerProcess.class, directory.toString())) {
      child.await("up");
      PostgresServer ours = open();
      assertThat(child.await("port")).isEqualTo(Integer.toString(ours.port()));
      long pid = serverPid();
      ours.close();
      assertThat(serverPid()).isEqualTo(pid);
      child.tell("close");
      assertThat(child.exitCode()).isZero();
      assertThat(PidFile.read(data())).isEmpty();
    }
  }

  @Test
  void adoptsTheServerOfAJvmThatWasKilled() throws Exception {
    try (ChildJvm child = ChildJvm.start(ServerProcess.class, directory.toString())) {
      String port = child.await("port");
      child.kill();
      long pid = serverPid();
      try (PostgresServer server = open()) {
        assertThat(serverPid()).isEqualTo(pid);
        assertThat(server.port()).hasToString(port);
        assertThat(text(server, "select 1")).isEqualTo("1");
      }
      assertThat(PidFile.read(data())).isEmpty();
    }
  }

  @Test
  void recoversAServerThatWasKilled() throws Exception {
    PostgresServer first = open();
    execute(first, "create table if not exists kept as select 7 as value");
    long pid = serverPid();
    killServer();
    fails(() -> first.connect("postgres"), Code.STATE_UNAVAILABLE, "Cannot connect to jdbc:");
    try (PostgresServer second = open()) {
      assertThat(serverPid()).isNotEqualTo(pid);
      assertThat(second.port()).isEqualTo(first.port());
      assertThat(text(second, "select value from kept")).isEqualTo("7");
      first.close();
      assertThat(text(second, "select value from kept")).isEqualTo("7");
    }
  }

  @Test
  void recoversWhenTheDeadServersNumberBelongsToAnotherProcess() throws Exception {
    open();
    killServer();
    Path file = data().resolve("postmaster.pid");
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    lines.set(0, Long.toString(ProcessHandle.current().pid()));
    Files.write(file, lines);
    try (PostgresServer server = open()) {
      assertThat(text(server, "select 1")).isEqualTo("1");
    }
  }

  @Test
  void refusesDataOfAnotherMajorVersion() throws IOException {
    open().close();
    Path version = data().resolve("PG_VERSION");
    Files.writeString(version, "17\n");
    fails(
        TestPostgresServer::open,
        Code.STATE_VERSION,
        "it is data of PostgreSQL 17, this is PostgreSQL 18",
        "state  the data was not touched",
        "next   dump the database daybook with pg_dump of a PostgreSQL 17");
    assertThat(version).hasContent("17");
    Files.writeString(version, Binaries.MAJOR_VERSION + "\n");
    assertThat(PidFile.read(data())).isEmpty();
  }

  @Test
  void saysWhatTheServerSaidWhenItDoesNotStart() throws IOException {
    open().close();
    Path control = data().resolve("global").resolve("pg_control");
    Path aside = directory.resolve("pg_control");
    Files.move(control, aside);
    fails(
        TestPostgresServer::open,
        Code.STATE_UNAVAILABLE,
        "Cannot start the state server in " + directory,
        "pg_control",
        "is kept\n  next");
    Files.move(aside, control);
  }

  @Test
  void sweepsWhatAKilledCreationLeftBehind() throws IOException {
    Path leftover = Files.createDirectories(directory.resolve("creating-123").resolve("base"));
    new ServerPrograms(new ServerDirectory(directory), Binaries.unpacked()).sweep();
    assertThat(leftover.getParent()).doesNotExist();
  }

  @Test
  void createsADatabaseUnlessItIsThere() throws SQLException {
    try (PostgresServer server = open()) {
      server.createDatabase("daybook");
      server.createDatabase("daybook");
      assertThat(text(server, "select count(*) from pg_database where datname = 'daybook'"))
          .isEqualTo("1");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> server.createDatabase("day book"))
          .withMessageContaining("Invalid name of a database");
    }
  }

  @Test
  void takesSettingsOfTheCallerAndRefusesNamesThatAreNone() throws SQLException {
    try (PostgresServer server =
        PostgresServer.open(directory, Map.of("log_line_prefix", "it's %m "))) {
      assertThat(text(server, "show log_line_prefix")).isEqualTo("it's %m ");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PostgresServer.open(directory, Map.of("port = 1\nfsync", "off")))
        .withMessageContaining("Invalid server setting");
  }
}
