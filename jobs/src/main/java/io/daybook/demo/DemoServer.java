package io.daybook.demo;

import io.daybook.config.DaybookConfig;
import io.daybook.config.Secret;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.postgres.PostgresServer;
import io.daybook.source.SourceGrant;
import io.daybook.source.SourceModel;
import io.daybook.source.SourceSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.postgresql.PGConnection;

/** The demo's source: a PostgreSQL below the state directory, with a role that can only read. */
public final class DemoServer implements AutoCloseable {
  /** The source whose model the demo fills. */
  public static final String SOURCE = "renoz";

  private static final String ROLE = "daybook_reader";
  private static final long SEED = 20261121;

  /** Counts every table in one statement, whatever tables there are. */
  private static final String ROWS =
      """
      select
          relname,
          cast((xpath('/row/n/text()',
              query_to_xml('select count(*) as n from ' || oid::regclass, false, true, '')))[1]::text
              as bigint)
      from pg_class
      where relnamespace = 'public'::regnamespace and relkind = 'r'
      order by relname
      """;

  private final Path directory;
  private final PostgresServer server;

  private DemoServer(Path directory, PostgresServer server) {
    this.directory = directory;
    this.server = server;
  }

  private static Path directory(DaybookConfig config) {
    return config.directory().resolve("demo-source");
  }

  /** Whether a demo has made one. */
  public static boolean exists(DaybookConfig config) {
    return Files.exists(passwordFile(directory(config)));
  }

  private static Path passwordFile(Path directory) {
    return directory.resolve("reader-password");
  }

  /** Starts the server, or joins it where another process has started it. */
  public static DemoServer open(DaybookConfig config) {
    Path directory = directory(config);
    return new DemoServer(
        directory, PostgresServer.open(directory.resolve("server"), DemoSource.SERVER_SETTINGS));
  }

  /**
   * Fills the source and lets the role in, unless an earlier demo did; then lets so many days of
   * business happen.
   *
   * @return rows of each table
   */
  public Map<String, Long> fill(SourceModel model, DemoSize size, int days, LocalDate today) {
    server.createDatabase(SOURCE);
    try (Connection admin = server.connect(SOURCE)) {
      if (isEmpty(admin)) {
        DemoSource.create(admin, size, SEED, today);
      }
      for (int i = 0; i < days; i++) {
        DemoDay.apply(admin, SEED);
      }
      if (!Files.exists(passwordFile(directory))) {
        letIn(admin, model);
      }
      return rows(admin);
    } catch (SQLException | IOException e) {
      throw DaybookException.of(
              Code.DEMO_FAILED,
              "Cannot prepare the demo source in " + directory + ": " + e.getMessage())
          .state("nothing was published")
          .next("remove " + directory + ", then: daybook demo")
          .cause(e)
          .build();
    }
  }

  /** How a run reads the source. */
  public SourceSettings settings(SourceModel model) {
    return SourceSettings.of(
        server.url(model.name()), ROLE, Secret.file(passwordFile(directory)).reveal());
  }

  private static boolean isEmpty(Connection admin) throws SQLException {
    try (Statement statement = admin.createStatement();
        ResultSet result =
            statement.executeQuery("select to_regclass('public.organizations') is null")) {
      result.next();
      return result.getBoolean(1);
    }
  }

  /** As the DBA of a real source does: the printed grant, and a password of its own. */
  private void letIn(Connection admin, SourceModel model) throws SQLException, IOException {
    try (Statement statement = admin.createStatement()) {
      statement.execute(SourceGrant.sql(model, ROLE, SOURCE, SourceSettings.DEFAULT_CONNECTIONS));
    }
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    String password = HexFormat.of().formatHex(random);
    admin
        .unwrap(PGConnection.class)
        .alterUserPassword(ROLE, password.toCharArray(), "scram-sha-256");
    Path aside =
        Files.createTempFile(
            directory,
            "reader",
            ".new",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(aside, password + "\n", StandardOpenOption.WRITE);
    Files.move(aside, passwordFile(directory));
  }

  private static Map<String, Long> rows(Connection admin) throws SQLException {
    Map<String, Long> rows = new TreeMap<>();
    try (Statement statement = admin.createStatement();
        ResultSet counted = statement.executeQuery(ROWS)) {
      while (counted.next()) {
        rows.put(counted.getString(1), counted.getLong(2));
      }
    }
    return rows;
  }

  @Override
  public void close() {
    server.close();
  }
}
