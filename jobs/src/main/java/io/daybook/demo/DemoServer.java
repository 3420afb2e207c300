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
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.postgresql.PGConnection;

/**
 * A demo source: a database of the PostgreSQL below the state directory that all of them share,
 * with a role of its own that can only read.
 */
public final class DemoServer implements AutoCloseable {
  private static final long SEED = 20261121;

  /** Counts every table of the schemas in one statement, whatever tables there are. */
  private static final String ROWS =
      """
      select
          cast(oid::regclass as text) as name,
          cast((xpath('/row/n/text()',
              query_to_xml('select count(*) as n from ' || oid::regclass, false, true, '')))[1]::text
              as bigint) as rows
      from pg_class
      where relnamespace = any (cast(? as regnamespace[])) and relkind = 'r'
      order by 1
      """;

  private final String source;
  private final DemoShape shape;
  private final Path directory;
  private final PostgresServer server;

  private DemoServer(String source, Path directory, PostgresServer server) {
    this.source = source;
    this.shape = DemoFolder.load(source).shape();
    this.directory = directory;
    this.server = server;
  }

  private static Path directory(DaybookConfig config) {
    return config.directory().resolve("demo-source");
  }

  /** The sources that demos have made. */
  public static List<String> made(DaybookConfig config) {
    return DemoSources.names().stream()
        .filter(source -> Files.exists(passwordFile(directory(config), source)))
        .toList();
  }

  private static Path passwordFile(Path directory, String source) {
    return directory.resolve("reader-password-" + source);
  }

  private String role() {
    return "daybook_reader_" + source;
  }

  /**
   * Starts the server, or joins it where another process has started it.
   *
   * @param source one of {@link DemoSources#names}
   */
  public static DemoServer open(DaybookConfig config, String source) {
    Path directory = directory(config);
    return new DemoServer(
        source,
        directory,
        PostgresServer.open(directory.resolve("server"), DemoSource.SERVER_SETTINGS));
  }

  /**
   * Fills the source and lets the role in, unless an earlier demo did; then lets so many days of
   * business happen.
   *
   * @param model of this source
   * @return rows of each table
   */
  public Map<String, Long> fill(SourceModel model, DemoSize size, int days, LocalDate today) {
    server.createDatabase(source);
    try (Connection admin = server.connect(source)) {
      if (isEmpty(admin)) {
        DemoSources.create(admin, source, size, SEED, today);
      }
      for (int i = 0; i < days; i++) {
        DemoDay.apply(admin, source, SEED);
      }
      if (!Files.exists(passwordFile(directory, source))) {
        letIn(admin, model);
      }
      return rows(admin);
    } catch (SQLException | IOException e) {
      throw DaybookException.of(
              Code.DEMO_FAILED,
              "Cannot prepare the demo source "
                  + source
                  + " in "
                  + directory
                  + ": "
                  + e.getMessage())
          .state("nothing was published")
          .next("remove " + directory + ", then: daybook demo --source " + source)
          .cause(e)
          .build();
    }
  }

  /** How a run reads the source. */
  public SourceSettings settings() {
    return SourceSettings.of(
        server.url(source), role(), Secret.file(passwordFile(directory, source)).reveal());
  }

  private boolean isEmpty(Connection admin) throws SQLException {
    try (PreparedStatement statement = admin.prepareStatement("select to_regclass(?) is null")) {
      statement.setString(1, shape.tenants());
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        return result.getBoolean(1);
      }
    }
  }

  /** As the DBA of a real source does: the printed grant, and a password of its own. */
  private void letIn(Connection admin, SourceModel model) throws SQLException, IOException {
    try (Statement statement = admin.createStatement()) {
      statement.execute(SourceGrant.sql(model, role(), source, SourceSettings.DEFAULT_CONNECTIONS));
    }
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    String password = HexFormat.of().formatHex(random);
    admin
        .unwrap(PGConnection.class)
        .alterUserPassword(role(), password.toCharArray(), "scram-sha-256");
    Path aside =
        Files.createTempFile(
            directory,
            "reader",
            ".new",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(aside, password + "\n", StandardOpenOption.WRITE);
    Files.move(aside, passwordFile(directory, source));
  }

  private Map<String, Long> rows(Connection admin) throws SQLException {
    Map<String, Long> rows = new TreeMap<>();
    try (PreparedStatement statement = admin.prepareStatement(ROWS)) {
      statement.setArray(1, admin.createArrayOf("text", shape.schemas().toArray()));
      try (ResultSet counted = statement.executeQuery()) {
        while (counted.next()) {
          rows.put(counted.getString("name"), counted.getLong("rows"));
        }
      }
    }
    return rows;
  }

  @Override
  public void close() {
    server.close();
  }
}
